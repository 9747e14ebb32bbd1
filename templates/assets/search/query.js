// A question -> what it asks for, word by word: for each word the words of the index that answer it, and how well.
import { nearest } from "./near.js";

const BEGINNINGS = 40;
const CUT = 5;

// The words of a question: [{word, last}]. Words that say nothing are left out unless there are no others; `last` is true
// for one that may still be being typed.
export function asked(question, stemmer) {
  const spaced = /[\s\p{P}]$/u.test(question);
  const all = stemmer.joined(question).map((one, at, list) => ({ ...one, last: !spaced && at === list.length - 1 }));
  const telling = all.filter(({ word }) => !stemmer.stop.has(word));
  return telling.length ? telling : all;
}

// What answers a word: Map of the index's words to how well each fits, from 1 down; empty where nothing does.
// `index` has has(word), beginning(letters, most), all().
export async function answers({ word, parts, last }, stemmer, index) {
  const found = new Map();
  const add = (term, fit) => found.set(term, Math.max(fit, found.get(term) ?? 0));
  for (const [at, stem] of stemmer.stems(word).entries()) if (await index.has(stem)) add(stem, at ? 0.8 : 1);
  const exact = found.size > 0;
  if (!exact && parts.length) return found;
  if ((last || !exact) && word.length > 1) {
    for (const term of await index.beginning(word, BEGINNINGS)) add(term, exact ? 0.3 : 0.3 + (0.5 * word.length) / term.length);
  }
  if (!found.size) for (const term of await shorter(word, stemmer, index)) add(term, 0.6);
  if (!found.size) for (const [term, distance] of await alike(word, stemmer, index)) add(term, distance > 1 ? 0.45 : 0.6);
  return found;
}

// A word that is being typed, or has an ending that no rule knows: what remains of it without its last letters.
async function shorter(word, stemmer, index) {
  const least = Math.max(5, Math.ceil(word.length * 0.7));
  for (let size = word.length - 1; size >= Math.max(least, word.length - CUT); size -= 1) {
    const found = [];
    for (const stem of stemmer.stems(word.slice(0, size))) if (stem.length >= 3 && (await index.has(stem))) found.push(stem);
    if (found.length) return found;
  }
  return [];
}

async function alike(word, stemmer, index) {
  const words = await index.all();
  const [stem] = stemmer.stems(word);
  const found = nearest(word, words);
  const stems = nearest(stem, words);
  if (!found.length || !stems.length) return [...found, ...stems];
  return found[0][1] < stems[0][1] ? found : stems;
}
