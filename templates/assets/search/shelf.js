// The words of one shelf, what is in force or the archive, and the pages that hold them. Words come in parts, each read
// when a word of it is asked for.

import { remembered } from "./store.js";

const LAST = "\uffff"; // comes after every letter

export class Shelf {
  constructor(store, name, { pages, parts }) {
    this.store = store;
    this.name = name;
    this.pages = pages;
    this.firsts = parts;
    this.files = new Map();
  }

  // The pages that hold a word and what it counts there, from 1 to 15: {pages, counts}; null where none does.
  async list(word) {
    const part = await this.part(this.place(word));
    const at = part?.places.get(word);
    return at === undefined ? null : (part.lists[at] ??= unpacked(part.data, at ? part.ends[at - 1] : 0));
  }

  // The words that begin so, at most `most`. Parts are read beside each other, more at each turn: the first two may do, and
  // each turn is a way to the host and back.
  async beginning(letters, most) {
    const found = [];
    const end = first(this.firsts, letters + LAST);
    let [from, abreast] = [Math.max(0, this.place(letters)), 2];
    while (from < end && found.length < most) {
      const numbers = Array.from({ length: Math.min(abreast, end - from) }, (_, at) => from + at);
      for (const { words } of await Promise.all(numbers.map((number) => this.part(number)))) {
        found.push(...words.slice(first(words, letters), first(words, letters + LAST)));
      }
      from += abreast;
      abreast *= 2;
    }
    return found.slice(0, most);
  }

  // All words, in order.
  all() {
    const read = async () => (this.firsts.length ? (await this.store.text(`${this.name}/all`)).split(" ") : []);
    return remembered(this.files, "all", read);
  }

  // The number of the part that a word would stand in; -1 where it would stand before the first.
  place(word) {
    const at = first(this.firsts, word);
    return this.firsts[at] === word ? at : at - 1;
  }

  part(number) {
    if (number < 0) return null;
    return remembered(this.files, number, () => this.store.bytes(`${this.name}/${number}`).then(read));
  }
}

// The place of the first entry that is not before a word, in a list in order.
export function first(list, word) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

function read(bytes) {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const [words, ends] = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + size)));
  return { words, ends, data: bytes.subarray(4 + size), places: new Map(words.map((word, at) => [word, at])), lists: [] };
}

// The list that begins there: how many pages, the first, the steps from one to the next in seven bits a byte, the counts.
function unpacked(data, start) {
  let at = start;
  const next = () => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = data[at];
      at += 1;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
      shift += 7;
    }
  };
  const pages = new Uint32Array(next());
  for (let number = 0, page = 0; number < pages.length; number += 1) {
    if (data[at] < 128) {
      page += data[at];
      at += 1;
    } else page += next();
    pages[number] = page;
  }
  return { pages, counts: data.subarray(at, at + pages.length) };
}
