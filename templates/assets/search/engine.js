// Answers questions; knows no page and no DOM.
//
// open(root, language) -> engine
// engine.facets                          [{id, title}], in the order in which they are shown
// engine.labels(facet, id)               what a reader calls it
// engine.titles(question, limit)         Promise<[{address, title, kind, facts, marked}]>, at once, forgiving typos;
//                                        kind: policy, role, page, term, clause;
//                                        marked: [[start, end]] of what is alike in the title
// engine.page(address)                   Promise<{title, description, facts}> of the page that an address leads to
// engine.search(question, {filters: {facet: [ids]}, archive})
//                                        Promise<{total, counts: {facet: {id: number}}, missing: [words that no page holds],
//                                        hits(start, end) -> Promise<[hit]>}>
//                                        filters of one facet widen, those of several facets narrow; the counts of a facet
//                                        are those without its own filter; an empty question lists what the filters select;
//                                        counts are worked out where `filters` is given or nothing is asked, else empty
// hit = {address, title, kind, description, facts: {facet: [ids]}, words: [..], marked: Set of indexes, cut,
//        parts: [{address, title, words, marked, cut}], versions: [hit], forms: [..]}
//        parts: clauses that hold the words; their title is that of the clause or of the part that it stands in
//        forms: the words of the page that answer the question, as they stand there; they are marked on arrival
// Addresses are whole.
import { Reader } from "./excerpt.js";
import { Columns } from "./columns.js";
import { foremost } from "./foremost.js";
import { answers, asked } from "./query.js";
import { Shelf } from "./shelf.js";
import { Stemmer } from "./stem.js";
import { Store } from "./store.js";
import { Synonyms } from "./synonyms.js";
import { Titles } from "./titles.js";

const ARCHIVED = 0.5; // what a former version counts against what is in force
const KNOWN = 0.5; // how well the words of a question must be answered on average, else nothing was found
const COVERED = 0.4; // how much of what the best page answers another page must answer
const NAMED = 1.5; // what a title counts that says what was asked
const LOOKED_AT = 50; // how many pages' titles are compared with the question

export async function open(root, language, read) {
  const store = new Store(root, read);
  const start = await store.json("start");
  store.version = start.version;
  return new Engine(root, store, start);
}

class Engine {
  constructor(root, store, start) {
    this.root = root;
    this.store = store;
    this.stemmer = new Stemmer(start.rules);
    this.synonyms = new Synonyms(start.synonyms, this.stemmer);
    this.facets = start.facets.map(({ id, label }) => ({ id, title: label }));
    this.values = start.facets.map(({ values }) => values.map(([id]) => id));
    this.names = new Map(start.facets.map(({ id, values }) => [id, new Map(values)]));
    for (const [id, labels] of Object.entries(start.labels)) this.names.set(id, new Map(Object.entries(labels)));
    this.shelf = new Shelf(store, "words", start);
    this.known = new Map();
    this.results = new Map();
    this.archive = new Shelf(store, "archive-words", start.archive);
  }

  labels(facet, id) {
    return this.names.get(facet)?.get(id) ?? id;
  }

  rows() {
    this.list ??= this.store.json("titles").then((rows) => new Titles(rows, this.stemmer));
    this.list.catch(() => (this.list = undefined));
    return this.list;
  }

  async titles(question, limit) {
    const list = await this.rows();
    const found = await list.find(question, limit);
    const columns = this.known.get("facets"); // if it is there by now: a title is not kept waiting
    return found.map(({ row, stems }) => ({
      address: new URL(row.address, this.root).href,
      title: row.title,
      kind: row.kind,
      facts: columns?.facts(row.at) ?? {},
      marked: list.marked(row.title, stems),
    }));
  }

  async page(address) {
    const { pathname } = new URL(address);
    const { title, description, facts } = await this.text(decodeURIComponent(pathname.slice(this.root.pathname.length)));
    return { title, description, facts };
  }

  async search(question, { filters, archive = false } = {}) {
    const words = asked(question, this.stemmer);
    const shelves = [await this.current(), ...(archive && this.archive.pages ? [await this.former()] : [])];
    const worth = new Map();
    const spoken = new Map(); // the words of the question, and whether any page holds them
    for (const one of shelves) one.rated = await this.rated(one, words, worth, spoken);
    const least = COVERED * Math.max(...shelves.map(({ rated }) => highest(rated.cover)));
    for (const one of shelves) one.found = covering(one.rated.cover, least);
    const counts = {};
    if (shelves.length > 1) for (const { rows } of shelves) this.number(rows);
    if (filters || !words.length) await this.narrow(shelves, filters ?? {}, counts);
    const groups = shelves.length > 1 ? together(shelves, this.results.size) : alone(shelves[0]);
    const reader = new Reader(this.stemmer, worth);
    const missing = [...spoken].filter(([, held]) => !held).map(([word]) => word);
    return { total: groups.length, counts, missing, hits: (start, end) => Promise.all(groups.slice(start, end).map((group) => this.hit(group, reader))) };
  }

  async current() {
    const { rows } = await this.rows();
    return { shelf: this.shelf, columns: "facets", factor: 1, rows };
  }

  async former() {
    const [addresses, titles] = await this.store.json("archive");
    this.versions ??= addresses.map((address, at) => ({ at, address, title: titles[at] }));
    return { shelf: this.archive, columns: "archive-facets", factor: ARCHIVED, rows: this.versions };
  }

  // Leaves the pages that pass the filters; `counts` gets the numbers of all facets.
  async narrow(shelves, filters, counts) {
    for (const one of shelves) {
      const columns = await this.columns(one.columns);
      const own = shelves.length > 1 ? one.found.map((page) => one.rows[page].result) : null;
      columns.count(one.found, filters, counts, own);
      one.found = columns.passing(one.found, filters);
    }
    for (const facet of Object.values(counts)) for (const id of Object.keys(facet)) facet[id] = facet[id].size ?? facet[id];
  }

  // Gives each row the number of the result that it belongs to: a policy and its versions are one.
  number(rows) {
    if (!rows.length || rows[0].result !== undefined) return;
    for (const row of rows) row.result = numbered(this.results, result(row.address));
  }

  // What the pages of a shelf can be narrowed by.
  async columns(name) {
    if (!this.known.has(name)) this.known.set(name, new Columns(this.facets, this.values, await this.store.json(name)));
    return this.known.get(name);
  }

  // How well each page of a shelf answers: {scores, cover}, by page. All pages do where nothing is asked.
  async rated({ shelf, rows, factor }, words, worth, spoken) {
    const none = { scores: new Float32Array(shelf.pages), cover: new Float32Array(shelf.pages) };
    if (!words.length) return { ...none, cover: none.cover.fill(1) };
    const slots = (await Promise.all(words.map((word) => this.slots(word, shelf)))).flat();
    await this.synonyms.widen(slots, shelf);
    for (const { word, lists } of slots) spoken.set(word, spoken.get(word) || lists.length > 0);
    const known = slots.filter((slot) => slot.lists.length);
    const fits = known.map((slot) => Math.max(...slot.lists.map(({ fit }) => fit)));
    if (!known.length || fits.reduce((one, other) => one + other) < KNOWN * slots.length) return none;
    known.forEach((slot, at) => {
      for (const { term, fit } of slot.lists) worth.set(term, { slot: at, worth: slot.worth * fit });
    });
    const rated = answered(known, shelf.pages, factor);
    raise(rated.scores, rows, worth, known, this.stemmer);
    return rated;
  }

  // What answers a word on a shelf: one slot, or several for a word that is written with hyphens.
  async slots(word, shelf) {
    const index = { has: async (term) => Boolean(await shelf.list(term)), beginning: (letters, most) => shelf.beginning(letters, most), all: () => shelf.all() };
    const found = await answers(word, this.stemmer, index);
    if (!found.size && word.parts.length) {
      const parts = word.parts.map((part, at) => ({ word: part, parts: [], last: word.last && at === word.parts.length - 1 }));
      return (await Promise.all(parts.map((part) => this.slots(part, shelf)))).flat();
    }
    const lists = await Promise.all([...found].map(async ([term, fit]) => ({ term, fit, ...(await shelf.list(term)) })));
    return [{ word: word.word, lists, worth: rarity(shelf.pages, Math.max(0, ...lists.filter(({ fit }) => fit >= 0.4).map(({ pages }) => pages.length))) }];
  }

  text(address) {
    return this.store.json(`pages/${address.replace(/\/$/, "") || "index"}`);
  }

  async hit({ best, versions }, reader) {
    const read = async ({ address }) => reader.hit(await this.text(address), new URL(address, this.root).href);
    const [hit, ...former] = await Promise.all([best, ...versions].map(read));
    return { ...hit, kind: best.kind, versions: former };
  }
}

// How much a word tells: more, the fewer pages hold it.
function rarity(pages, holding) {
  return Math.log(1 + (pages - holding + 0.5) / (holding + 0.5));
}

// How well each page answers, and what share of the question it answers: {scores, cover}, by page.
function answered(slots, pages, factor) {
  const scores = new Float32Array(pages);
  const cover = new Float32Array(pages);
  let all = 0;
  for (const slot of slots) {
    const best = new Float32Array(pages);
    const fits = new Float32Array(pages);
    for (const list of slot.lists) {
      for (let at = 0; at < list.pages.length; at += 1) {
        const page = list.pages[at];
        const value = list.fit * list.counts[at];
        if (value > best[page]) best[page] = value;
        if (list.fit > fits[page]) fits[page] = list.fit;
      }
    }
    all += slot.worth;
    for (let page = 0; page < pages; page += 1) {
      scores[page] += (slot.worth * best[page]) / 15;
      cover[page] += slot.worth * fits[page];
    }
  }
  for (let page = 0; page < pages; page += 1) {
    cover[page] /= all;
    scores[page] *= cover[page] * factor;
  }
  return { scores, cover };
}

// Pages that do not leave out much of what the best ones answer.
function covering(cover, least) {
  const found = [];
  for (let page = 0; page < cover.length; page += 1) if (cover[page] > 0 && cover[page] >= least) found.push(page);
  return found;
}

// A page whose title says what was asked, and little more, goes up. Only the best pages are looked at.
function raise(scores, rows, worth, slots, stemmer) {
  for (const page of best(scores, LOOKED_AT)) {
    const words = stemmer.words(rows[page].title).filter((word) => !stemmer.stop.has(word));
    const met = words.map((word) => stemmer.stems(word).map((stem) => worth.get(stem)).find(Boolean)).filter(Boolean);
    const said = new Set(met.map(({ slot }) => slot)).size / slots.length;
    const share = words.length ? met.length / words.length : 0;
    scores[page] *= 1 + NAMED * said * share;
  }
}

// The pages with the highest scores, in no order: all that reach the score of the last of them.
function best(scores, most) {
  const top = foremost(scores, most, (a, b) => b - a);
  const least = Math.max(Number.MIN_VALUE, top.length < most ? 0 : top[most - 1]);
  const found = [];
  for (let page = 0; page < scores.length && found.length < 4 * most; page += 1) if (scores[page] >= least) found.push(page);
  return found;
}

function highest(values) {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

function numbered(numbers, key) {
  if (!numbers.has(key)) numbers.set(key, numbers.size);
  return numbers.get(key);
}

// What a page is shown under: a version under its policy, any other page under itself.
function result(address) {
  return address.startsWith("policies/") ? address.split("/")[1] : address;
}

function isPolicy({ address }) {
  return address.startsWith("policies/") && address !== "policies/";
}

// The results of one shelf, best first: each page is one. Policies come first where nothing tells them apart. Only those
// that are asked for are put in order: there may be thousands, and ten are shown.
function alone({ found, rated: { scores }, rows }) {
  const compare = (a, b) => scores[b] - scores[a] || isPolicy(rows[b]) - isPolicy(rows[a]);
  const slice = (start, end) => foremost(found, end, compare).slice(start).map((page) => ({ best: rows[page], versions: [] }));
  return { length: found.length, slice };
}

// The results of several shelves: versions stand under their policy, which stands where the best of them would. `count` is
// how many results there may be.
function together(shelves, count) {
  const scores = new Float32Array(count);
  const heads = []; // a row of each result
  const order = [];
  for (const { found, rated, rows } of shelves) {
    for (const page of found) {
      const { result: number } = rows[page];
      if (!heads[number]) order.push(number);
      heads[number] ??= rows[page];
      scores[number] = Math.max(scores[number], rated.scores[page]);
    }
  }
  const compare = (a, b) => scores[b] - scores[a] || isPolicy(heads[b]) - isPolicy(heads[a]);
  const slice = (start, end) => gathered(foremost(order, end, compare).slice(start), shelves);
  return { length: order.length, slice };
}

// The pages of some results: what is in force first, then versions, the best first.
function gathered(numbers, shelves) {
  const groups = new Map(numbers.map((number) => [number, []]));
  for (const [shelf, { found, rated, rows }] of shelves.entries()) {
    for (const page of found) groups.get(rows[page].result)?.push({ row: rows[page], score: rated.scores[page], shelf });
  }
  return [...groups.values()].map((group) => {
    const [best, ...versions] = group.sort((a, b) => a.shelf - b.shelf || b.score - a.score).map(({ row }) => row);
    return { best, versions };
  });
}
