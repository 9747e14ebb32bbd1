/* The first link of a term on a page holds its explanation; it is shown at the others too, as soon as one is pointed at.
   Without this script they lead to the glossary all the same. */
(() => {
  "use strict";

  const TERM = '.md-typeset a[href*="/glossary/#"]';

  function explain(event) {
    const link = event.target instanceof Element ? event.target.closest(`${TERM}:not([title])`) : null;
    if (!link) return;
    const first = [...document.querySelectorAll(`${TERM}[title]`)].find((other) => other.href === link.href);
    if (first) link.title = first.title;
  }

  document.addEventListener("pointerover", explain);
  document.addEventListener("focusin", explain);
})();
