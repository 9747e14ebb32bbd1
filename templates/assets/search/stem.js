// Text -> the words that it is found by: without case and marks, and without the endings that grammar adds.
// The rules come with the index (stemming.json); handbook/site/search/stem.py reads the same ones, and a test holds both
// to the same words.
const WORD = /[\p{L}\p{N}]+/gu;
const JOINED = /[\p{L}\p{N}]+(?:[-\u2010\u2011\u05be][\p{L}\p{N}]+)+/gu;
const APOSTROPHE = /(?<=[\p{L}\p{N}])['"\u2018\u2019\u02bc\u05f3\u05f4](?=[\p{L}\p{N}])/gu;
const PLAIN = /^[\x00-\x21\x23-\x26\x28-\x7f]*$/; // nothing to fold: no marks, no quotes
const LONGEST = 40;

export class Stemmer {
  constructor(rules = {}) {
    this.letters = new Map(Object.entries(rules.fold ?? {}));
    this.stop = new Set(this.fold(rules.stop ?? "").split(" "));
    this.exceptions = new Map(Object.entries(rules.words ?? {}).map(([word, stem]) => [this.fold(word), this.fold(stem)]));
    this.steps = (rules.steps ?? []).map((rule) => this.step(rule));
    this.prefixes = { letters: "", most: 0, least: 0, ...rules.prefixes };
    this.known = new Map();
    this.tokens = new Map();
  }

  // Small letters without marks, in the spelling that the rules compare.
  fold(text) {
    const small = text.toLowerCase();
    if (PLAIN.test(small)) return small;
    const plain = small.normalize("NFD").replace(/\p{M}/gu, "");
    const letters = this.letters.size ? Array.from(plain, (letter) => this.letters.get(letter) ?? letter).join("") : plain;
    return letters.replace(APOSTROPHE, "");
  }

  // The folded words of a text in order.
  words(text) {
    return this.fold(text).match(WORD) ?? [];
  }

  // The same, with those that have hyphens in one piece: [{word, parts}].
  joined(text) {
    const folded = this.fold(text);
    const spans = [...folded.matchAll(JOINED)];
    const found = [];
    for (const match of folded.matchAll(WORD)) {
      const span = spans.find((one) => one.index <= match.index && match.index < one.index + one[0].length);
      if (!span) found.push({ word: match[0], parts: [] });
      else if (span.index === match.index) found.push({ word: span[0].replace(/[^\p{L}\p{N}]/gu, ""), parts: span[0].match(WORD) });
    }
    return found;
  }

  // What a folded word is found by, the likeliest first; several where prefixes can be read in several ways.
  stems(word) {
    let found = this.known.get(word);
    if (!found) this.known.set(word, (found = this.worked(word.slice(0, LONGEST))));
    return found;
  }

  // All that a piece of text is found by that stands between two spaces.
  foundBy(token) {
    let found = this.tokens.get(token);
    if (!found) this.tokens.set(token, (found = this.words(token).flatMap((word) => this.stems(word))));
    return found;
  }

  worked(word) {
    const found = new Set([this.stem(word)]);
    const { letters, most, least } = this.prefixes;
    for (let cut = 1; cut <= most; cut += 1) {
      if (word.length - cut < least || !letters.includes(word[cut - 1])) break;
      found.add(this.stem(word.slice(cut)));
    }
    return [...found];
  }

  stem(word) {
    let rest = this.exceptions.get(word) ?? word;
    if (/\p{N}/u.test(rest)) return rest;
    for (const step of this.steps) {
      for (let turn = 0; turn < step.repeat; turn += 1) {
        const shorter = shortened(rest, step);
        if (shorter === rest) break;
        rest = shorter;
      }
    }
    return rest;
  }

  step({ endings = {}, inner = {}, least, repeat = 1 }) {
    const folded = new Map(Object.entries(endings).map(([ending, now]) => [this.fold(ending).trim(), this.fold(now)]));
    return { endings: folded, inner: Object.entries(inner), longest: Math.max(0, ...[...folded.keys()].map((one) => one.length)), least, repeat };
  }
}

function shortened(word, { endings, inner, longest, least }) {
  for (let size = Math.min(longest, word.length - 1); size > 0; size -= 1) {
    const now = endings.get(word.slice(-size));
    if (now !== undefined && word.length - size + now.length >= least) return word.slice(0, -size) + now;
  }
  for (const [letter, now] of inner) {
    if (word.length > least + 1) word = word[0] + word.slice(1).replaceAll(letter, now);
  }
  return word;
}
