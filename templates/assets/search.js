// What every page has of the search: the keys and the buttons that ask for it, and the dialog, which without scripts
// nobody could open. The rest are modules in the folder search/, loaded at the first use; from a disk, where modules do
// not load, one script holds them all.
"use strict";
(() => {
  // Filled by search/dialog.js; the template is shown, here and on /search/, where that fails.
  const DIALOG = `
    <form class="handbook-search__form" role="search" method="get">
      <label class="handbook-search__field">
        <span class="handbook-search__icon md-icon"><svg viewBox="0 0 24 24"><path d="M9.5 3A6.5 6.5 0 0 1 16 9.5c0 1.61-.59 3.09-1.56 4.23l.27.27h.79l5 5-1.5 1.5-5-5v-.79l-.27-.27A6.52 6.52 0 0 1 9.5 16 6.5 6.5 0 0 1 3 9.5 6.5 6.5 0 0 1 9.5 3m0 2C7 5 5 7 5 9.5S7 14 9.5 14 14 12 14 9.5 12 5 9.5 5"/></svg></span>
        <span class="handbook-hidden">Search for</span>
        <input type="search" name="q" class="handbook-search__input" placeholder="A word, a rule, a role" dir="auto"
          autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" enterkeyhint="search">
      </label>
      <button type="button" class="handbook-search__close md-icon" aria-label="Close search"><svg viewBox="0 0 24 24"><path d="M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z"/></svg></button>
    </form>
    <div class="handbook-search__results"></div>
    <p class="handbook-search__keys" aria-hidden="true"><bdi><kbd>↑</kbd> <kbd>↓</kbd> choose</bdi>
      <bdi><kbd>Enter</kbd> open</bdi> <bdi><kbd>Esc</kbd> close</bdi></p>
    <template>
      <div class="handbook-search__unavailable" role="status">
        <p>The search could not be loaded. Check the connection and try again, or look here:</p>
        <ul class="handbook-search__ways">
          <li><a data-to="a-to-z/">A to Z, with keywords</a></li>
          <li><a data-to="policies/">Policies by category</a></li>
          <li><a data-to="roles/">What applies to a role</a></li>
          <li><a data-to="glossary/">Glossary</a></li>
        </ul>
      </div>
    </template>`;

  const header = document.querySelector(".md-header");
  const { modules } = header.querySelector(".handbook-search-button").dataset;
  const dialog = document.createElement("dialog");
  dialog.className = "handbook-search";
  dialog.ariaLabel = "Search the handbook";
  dialog.innerHTML = DIALOG;
  header.after(dialog); // outside of what instant navigation replaces

  const form = dialog.querySelector("form");
  const field = dialog.querySelector("input");
  const address = (name) => new URL(modules + name, __md_scope).href;
  form.action = new URL("search/", __md_scope).href;
  const load = location.protocol === "file:" ? (name) => all().then((modules) => modules[name]) : (name) => import(address(name));

  let script;
  function all() {
    script ??= new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.onload = () => resolve(globalThis.handbookModules);
      element.onerror = reject;
      element.src = address("from-disk.js");
      document.head.append(element);
    });
    return script;
  }

  function failed(box) {
    const said = dialog.querySelector("template").content.cloneNode(true);
    for (const link of said.querySelectorAll("a")) link.href = new URL(link.dataset.to, __md_scope).href;
    box.querySelector(".handbook-search__results").replaceChildren(said);
  }

  function open() {
    if (!dialog.open) dialog.showModal();
    field.select();
    load("dialog.js").then((module) => module.show(early), () => failed(dialog)).finally(() => (early = undefined));
  }

  // Enter before the modules have come is kept for them.
  let early = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (early !== undefined) early = true;
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest(".handbook-search-button")) open();
    else if (event.target.closest(".handbook-search__close")) dialog.close();
  });

  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // else the browser empties the field and leaves the dialog open
    dialog.close();
  });

  function isTyping(element) {
    return element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);
  }

  document.addEventListener("keydown", (event) => {
    const palette = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && __md_get("slash") !== false;
    if (palette || (slash && !dialog.open && !isTyping(event.target))) {
      event.preventDefault();
      open();
    }
  });

  // A place in a page that offers the search gets a button that looks like a field and opens the dialog.
  function offer() {
    for (const place of document.querySelectorAll("[data-handbook-search]:not(:has(.handbook-search-button))")) {
      const button = document.createElement("button");
      const key = document.createElement("kbd");
      Object.assign(button, { type: "button", className: "handbook-search-button", ariaHasPopup: "dialog" });
      Object.assign(key, { textContent: "/", ariaHidden: "true" });
      button.append(dialog.ariaLabel, key);
      place.prepend(button);
    }
  }

  function page() {
    const own = document.querySelector("[data-handbook-search-page]:not([data-bound])");
    if (!own) return;
    own.dataset.bound = "";
    load("page.js").then((module) => module.show(own), () => failed(own));
  }

  // Words that a result has left to be marked on the page that it leads to; a page before this one may be marked still.
  let marks;
  function mark() {
    if (__md_get("search.marks")) marks ??= load("marks.js");
    marks?.then((module) => module.arrive(), () => {});
  }

  function arrive() {
    offer();
    page();
    mark();
  }

  if (window.document$) document$.subscribe(arrive);
  else arrive();
})();
