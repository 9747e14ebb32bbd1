// The titles of the handbook, with keywords, terms and clauses: answers at once and forgives slips of the fingers.
import { foremost } from "./foremost.js";
import { answers, asked } from "./query.js";
import { first } from "./shelf.js";

const OTHERS = 0.6; // what a keyword counts against a word of the title
const CLAUSE_OF = 0.1; // what the title of the page counts for a clause
const KINDS = { policy: 1, term: 0.75, role: 0.75, page: 0.75, clause: 0.65 }; // people look for rules first
const NONE = { rows: [], weights: [] };

export class Titles {
  constructor([addresses = [], titles = [], kinds = [], others = []], stemmer) {
    this.rows = addresses.map((address, at) => ({ at, address, title: titles[at], kind: kinds[at], others: others[at], length: 0 }));
    this.stemmer = stemmer;
    this.stems = new Map(); // stem -> {rows, weights}: the rows that hold it, and what it counts in each
    const words = new Set();
    for (const row of this.rows) this.file(row, words);
    this.words = [...words].sort();
    this.index = { has: (stem) => this.stems.has(stem), beginning: (letters, most) => this.beginning(letters, most), all: () => this.words };
  }

  file(row, words) {
    const named = this.stemmer.words(row.title);
    row.length = named.length;
    for (const word of named) this.add(row.at, word, 1, words);
    for (const word of this.stemmer.words(row.others)) this.add(row.at, word, row.kind === "clause" ? CLAUSE_OF : OTHERS, words);
  }

  // Rows come in order, so a row that is known for a stem is its last one.
  add(at, word, weight, words) {
    words.add(word);
    for (const stem of this.stemmer.stems(word)) {
      let list = this.stems.get(stem);
      if (!list) this.stems.set(stem, (list = { rows: [], weights: [] }));
      const last = list.rows.length - 1;
      if (list.rows[last] === at) list.weights[last] = Math.max(weight, list.weights[last]);
      else {
        list.rows.push(at);
        list.weights.push(weight);
      }
    }
  }

  beginning(letters, most) {
    const found = [];
    for (let at = first(this.words, letters); at < this.words.length && this.words[at].startsWith(letters) && found.length < most; at += 1) {
      found.push(this.words[at]);
    }
    return found;
  }

  // The rows that hold every word of the question, best first: [{row, stems, score}].
  async find(question, limit) {
    const words = asked(question, this.stemmer);
    const stems = new Set();
    const scores = new Float64Array(this.rows.length);
    const met = new Uint32Array(this.rows.length);
    for (const word of words) {
      const fits = await this.fits(word, stems);
      if (!fits) return [];
      for (let at = 0; at < fits.length; at += 1) {
        scores[at] += fits[at];
        if (fits[at]) met[at] += 1;
      }
    }
    const found = [];
    for (let at = 0; at < met.length; at += 1) {
      if (met[at] < words.length) continue;
      scores[at] = this.rate(this.rows[at], scores[at], words.length);
      found.push(at);
    }
    const best = foremost(found, limit, (one, other) => scores[other] - scores[one] || this.rows[one].length - this.rows[other].length);
    return best.map((at) => ({ row: this.rows[at], stems, score: scores[at] }));
  }

  // How well each row answers a word, by row; null where none does.
  async fits(word, stems) {
    const found = await answers(word, this.stemmer, this.index);
    if (!found.size) return this.parted(word.parts, stems);
    const fits = new Float64Array(this.rows.length);
    for (const [term, fit] of found) {
      for (const stem of this.stems.has(term) ? [term] : this.stemmer.stems(term)) {
        stems.add(stem);
        const { rows, weights } = this.stems.get(stem) ?? NONE;
        for (let at = 0; at < rows.length; at += 1) fits[rows[at]] = Math.max(fit * weights[at], fits[rows[at]]);
      }
    }
    return fits;
  }

  // The same for a word that is written with hyphens: a row that holds more of its parts answers it better.
  async parted(parts, stems) {
    const all = await Promise.all(parts.map((part) => this.fits({ word: part, parts: [], last: false }, stems)));
    const known = all.filter(Boolean);
    return known.length ? known[0].map((_, at) => known.reduce((sum, fits) => sum + fits[at], 0) / parts.length) : null;
  }

  // A title that says no more than the question stands first; a policy stands before its clauses.
  rate(row, fit, words) {
    const whole = words / Math.max(words, row.length);
    return (fit / words) * (0.7 + 0.3 * whole) * (KINDS[row.kind] ?? KINDS.page);
  }

  // What of a title is alike: [[start, end]].
  marked(title, stems) {
    const found = [];
    for (const match of title.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const alike = this.stemmer.words(match[0]).some((word) => this.stemmer.stems(word).some((stem) => stems.has(stem)));
      if (alike) found.push([match.index, match.index + match[0].length]);
    }
    return found;
  }
}
