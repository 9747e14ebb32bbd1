// A page's text and the words that answer -> what is shown of it: an excerpt, and the clauses that answer best.

const EXCERPT = 28;
const LEAST = 12; // so short may an excerpt be, rather than begin far before the word: a phone shows two lines
const PARTS = 3;
const TITLE = 72;

export class Reader {
  // `worth` says what each word of the index counts: Map of word -> {slot, worth}.
  constructor(stemmer, worth) {
    this.stemmer = stemmer;
    this.worth = worth;
    this.known = new Map();
  }

  // The hit that a text makes at an address.
  hit(text, address) {
    const words = text.words ? text.words.split(" ") : [];
    const found = [];
    words.forEach((word, at) => {
      const match = this.match(word);
      if (match) found.push({ at, ...match });
    });
    const { title, description, facts } = text;
    return {
      address,
      title,
      description,
      facts,
      parts: this.parts(text.anchors, words, found, address),
      versions: [],
      forms: [...new Set(found.map(({ at }) => words[at].replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, "")))],
      ...excerpt(words, found, 0, words.length),
    };
  }

  match(token) {
    if (!this.known.has(token)) {
      let best = null;
      for (const stem of this.stemmer.foundBy(token)) {
        const found = this.worth.get(stem);
        if (found && !(best?.worth >= found.worth)) best = found;
      }
      this.known.set(token, best);
    }
    return this.known.get(token);
  }

  // The clauses that answer best, in reading order. One without a title has that of the part that it stands in.
  parts(anchors, words, found, address) {
    const rated = anchors.map(([at, id, title], place) => {
      const end = anchors[place + 1]?.[0] ?? words.length;
      const inside = found.filter((one) => one.at >= at && one.at < end);
      const above = title || anchors.slice(0, place).findLast(([, , one]) => one)?.[2];
      return { at, end, id, title: above, inside, worth: worth(inside) };
    });
    const best = rated.filter((part) => part.worth > 0).sort((a, b) => b.worth - a.worth);
    return best
      .filter((part) => part.worth >= 0.5 * best[0].worth)
      .slice(0, PARTS)
      .sort((a, b) => a.at - b.at)
      .map((part) => ({
        address: `${address}#${encodeURIComponent(part.id)}`,
        title: part.title || shortened(words.slice(part.at, Math.min(part.end, part.at + 16)).join(" ")),
        ...excerpt(words, part.inside, part.at, part.end),
      }));
  }
}

// What a stretch of text is worth: each word of the question once in full, again and again for less.
function worth(inside) {
  const slots = new Map();
  for (const one of inside) slots.set(one.slot, [...(slots.get(one.slot) ?? []), one.worth]);
  let sum = 0;
  for (const found of slots.values()) sum += Math.max(...found) * (1 + 0.1 * Math.min(5, found.length - 1));
  return sum;
}

function excerpt(words, found, from, to) {
  const inside = (start) => found.filter(({ at }) => at >= start && at < start + EXCERPT);
  const [best] = found.map(({ at }) => [at, worth(inside(at))]).sort((a, b) => b[1] - a[1])[0] ?? [from];
  const start = Math.max(from, Math.min(best - 4, to - LEAST));
  const shown = words.slice(start, Math.min(to, start + EXCERPT));
  return { words: shown, marked: new Set(found.map(({ at }) => at - start).filter((at) => at >= 0 && at < shown.length)), cut: start > from };
}

function shortened(text) {
  return text.length <= TITLE ? text : `${text.slice(0, TITLE - 2).replace(/\s+\S*$/, "")} …`;
}
