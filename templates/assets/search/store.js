// The files of the index, each read once. Over the web they are fetched; from a disk, where nothing can be fetched, each
// is run as a script, which hands over what it carries.
const NAMED = { start: "no-cache" };

export class Store {
  constructor(root, read = location.protocol === "file:" ? run : fetched) {
    this.folder = new URL("search/data/", root);
    this.read = read;
    this.version = "";
    this.files = new Map();
  }

  // The bytes of a file; a failure is forgotten, so that the next question tries again.
  bytes(name) {
    if (!this.files.has(name)) {
      const address = new URL(`${name}.js`, this.folder);
      if (this.version) address.searchParams.set("v", this.version);
      const file = this.read(address, name).then(unpacked);
      file.catch(() => this.files.delete(name));
      this.files.set(name, file);
    }
    return this.files.get(name);
  }

  async text(name) {
    return new TextDecoder().decode(await this.bytes(name));
  }

  async json(name) {
    return JSON.parse(await this.text(name));
  }
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

async function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
