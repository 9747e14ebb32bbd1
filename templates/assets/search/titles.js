// The titles of the handbook, with keywords, terms and clauses: answers at once and forgives slips of the fingers.
import { answers, asked } from "./query.js";
import { first } from "./shelf.js";

const OTHERS = 0.6;
const KINDS = { policy: 1, term: 0.75, role: 0.75, page: 0.75, clause: 0.65 }; // people look for rules first

export class Titles {
  constructor([addresses = [], titles = [], kinds = [], others = []], stemmer) {
    this.rows = addresses.map((address, at) => ({ at, address, title: titles[at], kind: kinds[at], others: others[at] }));
    this.stemmer = stemmer;
    this.stems = new Map();
    const words = new Set();
    for (const [at, row] of this.rows.entries()) this.file(at, row, words);
    this.words = [...words].sort();
    this.index = { has: (stem) => this.stems.has(stem), beginning: (letters, most) => this.beginning(letters, most), all: () => this.words };
  }

  file(at, row, words) {
    const named = this.stemmer.words(row.title);
    row.length = named.length;
    const add = (word, weight) => {
      words.add(word);
      for (const stem of this.stemmer.stems(word)) {
        if (!this.stems.has(stem)) this.stems.set(stem, new Map());
        const rows = this.stems.get(stem);
        rows.set(at, Math.max(weight, rows.get(at) ?? 0));
      }
    };
    for (const word of named) add(word, 1);
    for (const word of this.stemmer.words(row.others)) add(word, row.kind === "clause" ? 0.1 : OTHERS);
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
    const found = new Map();
    const stems = new Set();
    for (const [at, word] of words.entries()) {
      const rows = await this.rowsOf(word, stems);
      if (!rows.size) return [];
      for (const [row, fit] of rows) {
        if (at === 0) found.set(row, fit);
        else if (found.has(row)) found.set(row, found.get(row) + fit);
      }
      if (at) for (const row of found.keys()) if (!rows.has(row)) found.delete(row);
    }
    const rated = [...found].map(([at, fit]) => ({ row: this.rows[at], stems, score: this.rate(this.rows[at], fit, words.length) }));
    return rated.sort((a, b) => b.score - a.score || a.row.length - b.row.length).slice(0, limit);
  }

  async rowsOf(word, stems) {
    const rows = new Map();
    for (const [term, fit] of await answers(word, this.stemmer, this.index)) {
      for (const stem of this.stems.has(term) ? [term] : this.stemmer.stems(term)) {
        stems.add(stem);
        for (const [at, weight] of this.stems.get(stem) ?? []) rows.set(at, Math.max(fit * weight, rows.get(at) ?? 0));
      }
    }
    if (!rows.size && word.parts.length) for (const part of word.parts) for (const [at, fit] of await this.rowsOf({ word: part, parts: [], last: false }, stems)) rows.set(at, Math.max(fit, rows.get(at) ?? 0));
    return rows;
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
