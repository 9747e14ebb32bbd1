// The words of one shelf, what is in force or the archive, and the pages that hold them. Words come in parts, each read
// when a word of it is asked for.

export class Shelf {
  constructor(store, name, { pages, parts }) {
    this.store = store;
    this.name = name;
    this.pages = pages;
    this.firsts = parts;
    this.parts = new Map();
  }

  // The pages that hold a word and what it counts there, from 1 to 15: {pages, counts}; null where none does.
  async list(word) {
    const part = await this.part(this.place(word));
    const at = part?.places.get(word);
    return at === undefined ? null : (part.lists[at] ??= unpacked(part.data, at ? part.ends[at - 1] : 0));
  }

  // The words that begin so, at most `most`.
  async beginning(letters, most) {
    const found = [];
    for (let number = Math.max(0, this.place(letters)); number < this.firsts.length && found.length < most; number += 1) {
      if (this.firsts[number] > letters && !this.firsts[number].startsWith(letters)) break;
      const { words } = await this.part(number);
      for (let at = first(words, letters); at < words.length && words[at].startsWith(letters) && found.length < most; at += 1) {
        found.push(words[at]);
      }
    }
    return found;
  }

  // All words, in order.
  async all() {
    this.words ??= this.firsts.length ? (await this.store.text(`${this.name}/all`)).split(" ") : [];
    return this.words;
  }

  // The number of the part that a word would stand in; -1 where it would stand before the first.
  place(word) {
    const at = first(this.firsts, word);
    return this.firsts[at] === word ? at : at - 1;
  }

  part(number) {
    if (number < 0) return null;
    if (!this.parts.has(number)) {
      const part = this.store.bytes(`${this.name}/${number}`).then(read);
      part.catch(() => this.parts.delete(number));
      this.parts.set(number, part);
    }
    return this.parts.get(number);
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
    page += next();
    pages[number] = page;
  }
  return { pages, counts: data.subarray(at, at + pages.length) };
}
