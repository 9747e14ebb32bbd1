/* What can be done with one clause: copy its link or its citation, propose a change, say what is unclear, see its line in
   the repository. The links beside a clause are named by its id, so that a list of links tells them apart. A quiet button
   beside each clause opens one small menu, which all clauses share. What the menu offers comes from the page. Without this
   script, or in a browser without popovers, the section about improving the policy at the end of the page offers the same
   for the page as a whole. */
(() => {
  "use strict";

  const MENUS = "popover" in HTMLElement.prototype;
  const GAP = 4;
  const FORMS = { change: "Propose a change", unclear: "Say what is unclear" };
  let menu = null;
  let opener = null;

  function make(name, words, properties = {}) {
    const made = document.createElement(name);
    made.textContent = words;
    return Object.assign(made, properties);
  }

  function idOf(link) {
    return decodeURIComponent(link.hash.slice(1));
  }

  function copied(text, said) {
    document.dispatchEvent(new CustomEvent("handbook:copy", { detail: { text, said } }));
    menu.hidePopover();
  }

  /* Policy, version, clause, days, the address that stays, the hash: all that a citation needs to be checked. */
  function citation(section, id) {
    const [words, address] = section.querySelectorAll("p");
    const version = address.querySelector("a").href;
    const hash = section.querySelector(".hash code").textContent;
    return `${words.textContent.trim().replace(/\.$/, "")}, clause ${id}. ${version}#${id} SHA-256 ${hash}`;
  }

  /* The page gives the lines of all clauses in the order of their ids, so that it does not name each once more. */
  function lineOf(section, id) {
    const ids = [...document.querySelectorAll(".clause[id]")].map((clause) => clause.id).sort();
    const lines = (section.dataset.lines ?? "").split(" ");
    return lines.length === ids.length ? lines[ids.indexOf(id)] : "";
  }

  function offers(link) {
    const id = idOf(link);
    const section = document.querySelector("section.citation");
    const found = [];
    if (navigator.clipboard) {
      const address = link.href;
      found.push(make("button", "Copy link", { type: "button", onclick: () => copied(address, "Link copied") }));
      if (section) {
        const cite = () => copied(citation(section, id), "Citation copied");
        found.push(make("button", "Copy citation", { type: "button", onclick: cite }));
      }
    }
    for (const [name, words] of Object.entries(FORMS)) {
      const address = section?.dataset[name];
      if (address) found.push(make("a", words, { href: address.replaceAll("{clause}", id) }));
    }
    const line = section ? lineOf(section, id) : "";
    if (line) found.push(make("a", `Line ${line} of the file`, { href: `${section.dataset.file}#L${line}` }));
    return found;
  }

  function made() {
    const list = make("ul", "", { className: "clause-menu", id: "_clause-menu", popover: "auto" });
    list.addEventListener("toggle", (event) => {
      const open = event.newState === "open";
      opener?.setAttribute("aria-expanded", String(open));
      if (!open && list.contains(document.activeElement)) opener?.focus();
    });
    return list;
  }

  /* Below the button and inside of the window, on whichever side the page is read from. */
  function place(button) {
    const at = button.getBoundingClientRect();
    const room = document.documentElement.clientWidth - menu.offsetWidth - GAP;
    const rtl = getComputedStyle(button).direction === "rtl";
    menu.style.left = `${Math.max(GAP, Math.min(room, rtl ? at.left : at.right - menu.offsetWidth))}px`;
    const below = at.bottom + GAP;
    const fits = below + menu.offsetHeight < innerHeight;
    menu.style.top = `${fits ? below : Math.max(GAP, at.top - menu.offsetHeight - GAP)}px`;
  }

  function open(button) {
    const link = button.parentElement.querySelector(":scope > .self");
    if (menu?.isConnected && menu.matches(":popover-open")) {
      menu.hidePopover();
      if (opener === button) return;
    }
    menu = menu?.isConnected ? menu : made();
    opener = button;
    menu.replaceChildren(
      ...offers(link).map((offer) => {
        const item = document.createElement("li");
        item.append(offer);
        return item;
      }),
    );
    button.after(menu);
    button.setAttribute("aria-controls", menu.id);
    menu.showPopover();
    place(button);
    menu.querySelector("a, button")?.focus({ preventScroll: true });
  }

  function start() {
    const isCited = document.querySelector("section.citation");
    for (const link of document.querySelectorAll("a.self:not([aria-label])")) {
      const words = idOf(link).replaceAll("-", " ");
      link.ariaLabel = `Link to ${words.trim()}`;
      const now = link.parentElement.matches(".then") && link.previousElementSibling;
      if (now) now.ariaLabel = `As it is now: ${words}`;
      if (MENUS && isCited) addMenu(link, words);
    }
  }

  /* The link of an archived clause stands in a box with the way to the clause in force; any other gets one here. */
  function boxOf(link) {
    const box = link.closest(".then") ?? document.createElement("span");
    if (!box.isConnected) {
      link.replaceWith(box);
      box.append(link);
    }
    return box;
  }

  function addMenu(link, words) {
    const box = boxOf(link);
    const button = make("button", "⋯", { type: "button", className: "clause-more", ariaLabel: `More about ${words}` });
    button.setAttribute("aria-expanded", "false");
    box.classList.add("clause-tools", "clause-tools--menu");
    box.append(button);
  }

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button.clause-more") : null;
    if (button) open(button);
  });

  /* The menu stays beside its button while the page is scrolled, and closes with it. */
  function follow() {
    if (!menu?.isConnected || !menu.matches(":popover-open")) return;
    const { top, bottom } = opener.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) menu.hidePopover();
    else place(opener);
  }

  document.addEventListener("scroll", follow, { passive: true });
  globalThis.addEventListener("resize", follow);

  // The theme replaces the page's content without loading it anew and says so here.
  if (globalThis.document$) globalThis.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
