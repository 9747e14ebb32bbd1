// What every page carries of the search: the keys and the buttons that ask for it. The rest are modules in the folder
// search/, loaded at the first use; from a disk, where modules do not load, one script holds them all.
"use strict";
(() => {
  const dialog = document.querySelector("dialog.handbook-search");
  const form = dialog.querySelector("form");
  const field = dialog.querySelector("input");
  const address = (name) => new URL(dialog.dataset.modules + name, __md_scope).href;
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
