// The files of the index. Over the web they are fetched; from a disk, where nothing can be fetched, each is run as a script,
// which hands over what it carries.
const NAMED = { start: "no-cache" };

export class Store {
  constructor(root, read = location.protocol === "file:" ? run : fetched) {
    this.folder = new URL("search/data/", root);
    this.read = read;
    this.version = "";
    this.values = new Map();
  }

  async bytes(name) {
    const address = new URL(`${name}.js`, this.folder);
    if (this.version) address.searchParams.set("v", this.version);
    return unpacked(await this.read(address, name));
  }

  async text(name) {
    return new TextDecoder().decode(await this.bytes(name));
  }

  // The value that a file holds, read once and never changed.
  json(name) {
    return remembered(this.values, name, () => this.text(name).then(JSON.parse));
  }
}

// What is known by a key, or is being read for it; a failure is forgotten, so that it is tried again.
export function remembered(known, key, read) {
  if (!known.has(key)) {
    const found = read();
    found.catch(() => known.delete(key));
    known.set(key, found);
  }
  return known.get(key);
}

async function fetched(address, name) {
  const answer = await fetch(address, { cache: NAMED[name] ?? "default" });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return carried(new Uint8Array(await answer.arrayBuffer()));
}

// What a file carries: the bytes of its second text, without the escapes that make a text of them.
export function carried(file) {
  const [quote, escape] = [34, 92];
  let at = 0;
  for (let quotes = 0; quotes < 3; at += 1) if (file[at] === quote) quotes += 1;
  const bytes = new Uint8Array(file.length - at);
  let size = 0;
  for (; file[at] !== quote; at += 1) {
    bytes[size] = file[at] === escape ? ESCAPED.get(file[(at += 1)]) : file[at];
    size += 1;
  }
  return bytes.subarray(0, size);
}

const ESCAPED = new Map([["n", 10], ["r", 13], ['"', 34], ["\\", 92]].map(([letter, byte]) => [letter.charCodeAt(0), byte]));

const waiting = new Map();

function run(address, name) {
  globalThis.handbookSearch ??= (given, text) => waiting.get(given)?.(bytesOf(text));
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    waiting.set(name, resolve);
    script.charset = "windows-1252";
    script.src = address.href;
    script.onerror = () => reject(new Error(address.href));
    script.onload = () => script.remove();
    document.head.append(script);
  });
}

// The bytes of a text that was read as windows-1252, which has signs of its own for 128 to 159.
function bytesOf(text) {
  signs ??= new Map(Array.from(new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)), (sign, byte) => [sign, byte]));
  return Uint8Array.from(text, (sign) => signs.get(sign));
}

let signs;

// Written into the stream directly: as a Blob the bytes would travel through the browser's other processes first.
async function unpacked(bytes) {
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  const written = Promise.all([writer.write(bytes), writer.close()]);
  const [data] = await Promise.all([new Response(readable).arrayBuffer(), written]);
  return new Uint8Array(data);
}
