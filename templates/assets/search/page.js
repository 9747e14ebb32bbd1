// The page /search/, also when it is reached by instant navigation. Everything that is asked stands in the address.
import { read, toggled, write } from "./address.js";
import { button, make } from "./elements.js";
import { chips, expanded, facets } from "./facets.js";
import { browse, help } from "./help.js";
import { recents, remember } from "./recent.js";
import { list } from "./results.js";
import { PAGE, engine } from "./site.js";
import { WORDS } from "./words.js";

const HITS = 10;
const TITLES = 4;
const PAUSE = 150;
const WIDE = matchMedia("(min-width: 60em)");

let view; // of the page that is shown

export async function show(own) {
  view = new View(own);
  await view.start();
}

// Shows what an address of the search page asks.
export function go(address) {
  if (!view?.engine) return;
  const asked = read(new URL(address), view.engine.facets);
  view.field.value = asked.question;
  view.go(asked);
}

class View {
  turn = 0;

  constructor(own) {
    this.own = own;
    this.field = own.querySelector("input[type=search]");
    this.archive = own.querySelector("[data-handbook-archive]");
    this.folded = own.querySelector(".handbook-facets");
    this.chips = make("ul", { class: "handbook-chips", "aria-label": WORDS.chips });
    this.status = make("p", { class: "handbook-search__status", role: "status", dir: "auto", tabindex: "-1" });
    this.answer = make("div", { class: "handbook-search__answer" });
    own.querySelector(".handbook-search__results").replaceChildren(this.chips, this.status, this.answer);
  }

  async start() {
    this.field.value = new URL(location.href).searchParams.get("q") ?? "";
    this.bind();
    try {
      this.engine = await engine();
    } catch (problem) {
      console.warn(problem);
      return this.fail();
    }
    this.facets = facets(this.engine, (facet, id) => this.go({ filters: toggled(this.state.filters, facet, id) }));
    this.folded.append(this.facets.element);
    const typed = this.field.value.trim(); // while the engine was loading
    await this.restore(typed);
  }

  bind() {
    let waiting;
    this.field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.go({ question: this.field.value.trim() }, "replaceState"), PAUSE);
    });
    this.own.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      remember(this.field.value);
      this.go({ question: this.field.value.trim() });
    });
    this.archive.addEventListener("change", () => this.go({ archive: this.archive.checked }));
    this.answer.addEventListener("click", (event) => event.target.closest("a.handbook-result") && remember(this.field.value));
    const slash = this.own.querySelector("[data-handbook-slash]");
    slash.checked = __md_get("slash") !== false;
    slash.addEventListener("change", () => __md_set("slash", slash.checked));
    this.folded.open = WIDE.matches;
  }

  // Takes a change into the address and shows it; a change of anything but the page begins at the first page again.
  go(change, how = "pushState") {
    if (!this.engine) return undefined;
    const next = { ...this.state, page: 1, ...change };
    const address = write(PAGE, next);
    if (address.href === location.href) how = "replaceState";
    history[how](history.state, "", address);
    this.state = next;
    return this.run();
  }

  restore(typed) {
    this.state = read(new URL(location.href), this.engine.facets);
    if (typed !== undefined && typed !== this.state.question) return this.go({ question: typed }, "replaceState");
    this.field.value = this.state.question;
    return this.run();
  }

  async run() {
    const own = (this.turn += 1);
    this.answer.ariaBusy = "true";
    try {
      const found = await this.find(this.state);
      if (own === this.turn) this.draw(found);
    } catch (problem) {
      console.warn(problem);
      if (own === this.turn) this.fail();
    } finally {
      if (own === this.turn) this.answer.ariaBusy = "false";
    }
  }

  async find({ question, filters, archive, page }) {
    const months = filters.review ? Object.keys((await this.engine.search("", { archive })).counts.review ?? {}) : [];
    const found = await this.engine.search(question, { filters: expanded(filters, months), archive });
    const idle = !question && !Object.keys(filters).length;
    const hits = idle ? [] : await found.hits((page - 1) * HITS, page * HITS);
    const titles = idle || hits.length ? [] : await this.closest(question);
    const none = idle || hits.length ? [] : await this.nothing(question, titles);
    return { ...found, idle, hits, titles, none };
  }

  async closest(question) {
    const titles = await this.engine.titles(question, TITLES);
    const known = (title) => this.engine.page(title.address).catch(() => ({}));
    return Promise.all(titles.map(async ({ marked, ...title }) => ({ ...title, alike: marked, facts: (await known(title)).facts })));
  }

  nothing(question, titles) {
    return help(question, titles, this.engine, (again) => this.again(again));
  }

  again(question) {
    this.field.value = question;
    this.go({ question });
    this.field.focus();
  }

  // Nothing is asked yet.
  rest() {
    const cleared = () => {
      this.answer.replaceChildren(...this.rest());
      this.status.textContent = WORDS.cleared;
      this.field.focus();
    };
    return [...recents((question) => this.again(question), cleared), ...browse(WORDS.start)];
  }

  draw({ total, counts, missing, idle, hits, titles, none }) {
    const { question, filters, archive, page } = this.state;
    this.archive.checked = archive;
    this.facets.update(counts, filters);
    this.chips.replaceChildren(...chips(this.state, this.engine, (change) => this.drop(change)));
    this.chips.hidden = !this.chips.children.length;
    const parts = idle ? this.rest() : [];
    if (hits.length) parts.push(list(hits, question, this.engine), ...this.pages(page, Math.ceil(total / HITS)));
    if (titles.length) parts.push(make("h2", { class: "handbook-search__heading" }, WORDS.closest), list(titles, question, this.engine));
    if (!idle && !hits.length) parts.push(...this.wider(), ...none);
    const found = hits.length ? WORDS.counted(total) + WORDS.missing(missing) : WORDS.none(question);
    this.status.textContent = idle ? WORDS.choose : found;
    this.answer.replaceChildren(...parts);
  }

  // Where filters or the archive may be what is missing.
  wider() {
    const ways = [];
    const { filters, archive } = this.state;
    if (Object.keys(filters).length) ways.push(button("md-button", () => this.drop({ filters: {} }), WORDS.unfiltered));
    if (!archive) ways.push(button("md-button", () => this.drop({ archive: true }), WORDS.archived));
    return ways.length ? [make("p", { class: "handbook-search__wider" }, ...ways)] : [];
  }

  // A change by an element that goes with it: the focus moves to what it changed.
  async drop(change) {
    await this.go(change);
    this.status.focus();
  }

  pages(page, count) {
    if (count < 2) return [];
    const turn = (number, words, rel) => {
      const link = make("a", { href: write(PAGE, { ...this.state, page: number }).href, class: "md-button", rel }, words);
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation(); // instant navigation does not follow a link to the same page
        this.drop({ page: number }).then(() => this.own.scrollIntoView());
      });
      return link;
    };
    const parts = [make("span", {}, WORDS.pageOf(page, count))];
    if (page > 1) parts.unshift(turn(page - 1, WORDS.previous, "prev"));
    if (page < count) parts.push(turn(page + 1, WORDS.next, "next"));
    return [make("nav", { class: "handbook-search__pages", "aria-label": WORDS.pages }, ...parts)];
  }

  fail() {
    this.status.textContent = WORDS.broken;
    this.answer.replaceChildren(...browse(WORDS.look));
  }
}

addEventListener("popstate", () => {
  if (view?.own.isConnected && view.engine && location.pathname === PAGE.pathname) view.restore();
});
