// Search: a dialog on every page and the page /search/. The index (Pagefind) is loaded at the first question.
"use strict";
(() => {
  const WORDS = {
    offer: "Search the handbook",
    loading: "Searching …",
    none: (question) => `Nothing found for “${question}”.`,
    all: (count) => (count === 1 ? "1 result" : `${count} results`),
    some: (shown, total) => `The first ${shown} of ${total} results`,
    every: (total) => `Show all ${total} results`,
    more: "Show more results",
    disk: "Search needs a web server: a browser does not read the index of a page that it opens from a disk.",
    broken: "The search index could not be loaded. Check the connection and try again.",
    help: "Try fewer or other words, or browse:",
    browse: [
      ["a-to-z/", "A to Z, with keywords"],
      ["roles/", "What applies to a role"],
      ["policies/", "Policies by category"],
      ["glossary/", "Glossary"],
    ],
  };
  const FACTS = [
    ["category", (value) => value],
    ["status", (value) => value.replaceAll("-", " ")],
    ["version", (value) => `version ${value}`],
  ];
  const EXCERPT = 28;
  const PARTS = 3;
  const dialog = document.querySelector(".handbook-search");
  const root = __md_scope;

  // --- asking the index ------------------------------------------------------------------------------------------

  let engine;

  function load() {
    if (location.protocol === "file:") return Promise.reject(new Error(WORDS.disk));
    engine ??= import(new URL("pagefind/pagefind.js", root)).then(async (pagefind) => {
      await pagefind.options({ baseUrl: root.pathname });
      await pagefind.init();
      return pagefind;
    });
    engine.catch(() => (engine = undefined));
    return engine;
  }

  async function search(question, limit) {
    const found = await (await load()).search(question);
    const pages = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
    const terms = termsOf(question);
    const results = pages.map((page) => read(page, terms)).filter(Boolean);
    return { results, total: found.results.length - pages.length + results.length };
  }

  function termsOf(question) {
    const all = (question.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(plain);
    const long = all.filter((term) => term.length > 2);
    return long.length ? long : all;
  }

  function plain(word) {
    return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // Pagefind answers nonsense with whatever begins alike: a word counts only if it shares a stem with the question.
  function akin(word, terms) {
    const parts = plain(word).match(/[\p{L}\p{N}]+/gu) ?? [];
    return parts.some((part) => terms.some((term) => part.startsWith(term) || shared(part, term)));
  }

  function shared(word, term) {
    let same = 0;
    while (same < word.length && word[same] === term[same]) same += 1;
    return same >= Math.max(3, Math.ceil(term.length * 0.6));
  }

  // A page of the index as it is shown; null where nothing on it is akin to the question.
  function read(page, terms) {
    const words = page.content.split(/\s+/);
    const hits = [...new Set(page.locations)].filter((at) => words[at] && akin(words[at], terms)).sort((a, b) => a - b);
    if (!hits.length && !akin(page.meta.title ?? "", terms)) return null;
    const address = new URL(page.raw_url.replace(/^\//, ""), root).href;
    return { address, title: page.meta.title, facts: page.filters, parts: parts(page, hits, words, address), ...excerpt(words, hits) };
  }

  // The clauses and headings that hold the most hits, in reading order. A clause without a title has its first words.
  function parts(page, hits, words, address) {
    const anchors = page.anchors.filter((anchor) => anchor.element !== "h1").sort((a, b) => a.location - b.location);
    const found = new Map();
    for (const at of hits) {
      const anchor = anchors.findLast((one) => one.location <= at);
      if (anchor) found.set(anchor, [...(found.get(anchor) ?? []), at]);
    }
    return [...found]
      .sort(([, a], [, b]) => b.length - a.length)
      .slice(0, PARTS)
      .sort(([a], [b]) => a.location - b.location)
      .map(([anchor, at]) => ({ address: `${address}#${anchor.id}`, title: title(anchor, words), ...excerpt(words, at) }));
  }

  function title(anchor, words) {
    const text = anchor.text?.replace("¶", "").trim() || words.slice(anchor.location, anchor.location + 16).join(" ");
    return text.length <= 72 ? text : `${text.slice(0, 70).replace(/\s+\S*$/, "")} …`;
  }

  function excerpt(words, hits) {
    const count = (start) => hits.filter((at) => at >= start && at < start + EXCERPT).length;
    const best = hits.reduce((one, other) => (count(other) > count(one) ? other : one), hits[0] ?? 0);
    const start = Math.max(0, best - 4);
    return { words: words.slice(start, start + EXCERPT), marked: new Set(hits.map((at) => at - start)), cut: start > 0 };
  }

  // --- showing what was found ------------------------------------------------------------------------------------

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function extract({ words, marked, cut }) {
    const line = make("span", { class: "handbook-result__extract" });
    if (cut) line.append("… ");
    words.forEach((word, at) => line.append(marked.has(at) ? make("mark", {}, word) : word, " "));
    return line;
  }

  function facts(found) {
    const shown = FACTS.flatMap(([name, words]) => (found?.[name] ?? []).map(words));
    return make("span", { class: "handbook-result__facts" }, shown.join(" · "));
  }

  function result(found) {
    const head = make("span", { class: "handbook-result__title" }, found.title);
    const link = make("a", { href: found.address, class: "handbook-result" }, head, facts(found.facts));
    if (!found.parts.length) link.append(extract(found));
    const below = found.parts.map((part) => {
      const title = make("span", { class: "handbook-result__title" }, part.title);
      return make("li", {}, make("a", { href: part.address, class: "handbook-result handbook-result--part" }, title, extract(part)));
    });
    return make("li", {}, link, ...(below.length ? [make("ul", {}, ...below)] : []));
  }

  function help() {
    const links = WORDS.browse.map(([path, words]) => make("li", {}, make("a", { href: new URL(path, root).href }, words)));
    return [make("p", {}, WORDS.help), make("ul", { class: "handbook-search__browse" }, ...links)];
  }

  // Binds a field to a box: what is typed is asked, and the answer is shown and announced.
  function bind(field, box, more) {
    const status = make("p", { class: "handbook-search__status", role: "status" });
    const answer = make("div", { class: "handbook-search__answer" });
    box.replaceChildren(status, answer);
    const first = Number(box.dataset.limit);
    const view = { answered: "", ask, limit: first };
    let turn = 0;

    async function ask() {
      const question = field.value.trim();
      const own = (turn += 1);
      const slow = setTimeout(() => own === turn && (status.textContent = WORDS.loading), 300);
      box.ariaBusy = "true";
      try {
        const found = question ? await search(question, view.limit) : null;
        if (own === turn) show(question, found);
      } catch {
        if (own === turn) fail();
      } finally {
        clearTimeout(slow);
        if (own === turn) box.ariaBusy = "false";
      }
    }

    function show(question, found) {
      view.answered = question;
      if (!found) {
        status.textContent = "";
        answer.replaceChildren();
      } else if (!found.results.length) {
        status.textContent = WORDS.none(question);
        answer.replaceChildren(...help());
      } else {
        const { results, total } = found;
        status.textContent = results.length < total ? WORDS.some(results.length, total) : WORDS.all(total);
        const list = make("ol", { class: "handbook-search__list" }, ...results.map(result));
        answer.replaceChildren(list, ...(results.length < total ? [more(view, question, total)] : []));
      }
    }

    function fail() {
      status.textContent = location.protocol === "file:" ? WORDS.disk : WORDS.broken;
      answer.replaceChildren(...help());
    }

    let waiting;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      view.limit = first;
      waiting = setTimeout(ask, 120);
    });
    return view;
  }

  // --- the dialog ------------------------------------------------------------------------------------------------

  const form = dialog.querySelector("form");
  const field = dialog.querySelector("input");
  form.action = new URL("search/", root).href;
  const quick = bind(field, dialog.querySelector(".handbook-search__results"), (view, question, total) => {
    const address = new URL("search/", root);
    address.searchParams.set("q", question);
    return make("a", { href: address.href, class: "handbook-search__more" }, WORDS.every(total));
  });

  function open() {
    if (!dialog.open) dialog.showModal();
    field.select();
    load().catch(() => {});
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest(".handbook-search-button")) open();
    else if (event.target === dialog || event.target.closest(".handbook-search__close")) dialog.close();
    else if (event.target.closest(".handbook-search a")) dialog.close();
  });

  form.addEventListener("submit", (event) => {
    const best = dialog.querySelector("a.handbook-result");
    if (best && quick.answered === field.value.trim()) {
      event.preventDefault();
      best.click();
    }
  });

  dialog.addEventListener("keydown", (event) => {
    const stops = [field, ...dialog.querySelectorAll(".handbook-search__results a")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      event.preventDefault(); // else the browser empties the field and leaves the dialog open
      dialog.close();
    } else if (step && at >= 0) {
      event.preventDefault();
      stops[(at + step + stops.length) % stops.length].focus();
    } else if (at > 0 && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      field.focus();
    }
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

  // --- the page /search/, also when it is reached by instant navigation ------------------------------------------

  function page() {
    const own = document.querySelector("[data-handbook-search-page]");
    if (!own || own.dataset.bound) return;
    own.dataset.bound = "true";
    const input = own.querySelector("input[type=search]");
    const view = bind(input, own.querySelector(".handbook-search__results"), (shown) => {
      const button = make("button", { type: "button", class: "md-button" }, WORDS.more);
      button.addEventListener("click", () => {
        shown.limit += 10;
        shown.ask();
      });
      return button;
    });
    const remember = () => {
      const address = new URL(location.href);
      address.searchParams.set("q", input.value.trim());
      history.replaceState(history.state, "", address);
    };
    input.addEventListener("input", remember);
    own.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      view.ask();
    });
    const slash = own.querySelector("[data-handbook-slash]");
    slash.checked = __md_get("slash") !== false;
    slash.addEventListener("change", () => __md_set("slash", slash.checked));
    input.value = new URL(location.href).searchParams.get("q") ?? "";
    view.ask();
  }

  // A place in a page that offers the search gets a button that looks like a field and opens the dialog.
  function offer() {
    for (const place of document.querySelectorAll("[data-handbook-search]:not(:has(.handbook-search-button))")) {
      const button = make("button", { type: "button", class: "handbook-search-button", "aria-haspopup": "dialog" });
      button.append(WORDS.offer, make("kbd", { "aria-hidden": "true" }, "/"));
      place.prepend(button);
    }
  }

  function arrive() {
    offer();
    page();
  }

  if (window.document$) document$.subscribe(arrive);
  else arrive();
})();
