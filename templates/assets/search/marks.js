// Marks the words of a question on the page that was opened from a result. What to mark is left in the browser's storage
// for the moment of the click, so that it stands in no address and works in a new tab too; the page itself is not changed.
import { button, make } from "./elements.js";
import { WORDS } from "./words.js";

const KEY = "search.marks";
const NAME = "handbook-found";
const PATIENCE = 30_000;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const LEFT_OUT = "script, style, svg, .headerlink, .self, .then, .clause-tools";

let bar;
let ranges = [];
let at = -1;

// Leaves word of what to mark when a link is followed, in this tab or another one.
export function follow(link, forms, question) {
  const leave = () => {
    __md_set(KEY, { address: link.href, words: [...forms, question], until: Date.now() + PATIENCE });
    if (link.pathname === location.pathname) setTimeout(arrive);
  };
  link.addEventListener("click", leave);
  link.addEventListener("auxclick", leave);
}

// Called whenever a page is shown: marks what was left for it.
export function arrive() {
  clear();
  const left = __md_get(KEY);
  if (!left || !(left.until > Date.now())) return;
  const address = new URL(left.address);
  if (address.pathname !== location.pathname) return;
  __md_set(KEY, null);
  reveal(document.getElementById(decodeURIComponent(address.hash.slice(1))));
  if (CSS.highlights) mark(left.words);
}

function mark(words) {
  const wanted = new Set(words.flatMap((text) => text.match(WORD) ?? []).map(plain));
  ranges = [...places(document.querySelector("article"), wanted)];
  if (!ranges.length) return;
  CSS.highlights.set(NAME, new Highlight(...ranges));
  offer();
}

function* places(article, wanted) {
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (node.parentElement.closest(LEFT_OUT)) continue;
    for (const found of node.data.matchAll(WORD)) {
      if (!wanted.has(plain(found[0]))) continue;
      const range = new StaticRange({
        startContainer: node,
        startOffset: found.index,
        endContainer: node,
        endOffset: found.index + found[0].length,
      });
      yield range;
    }
  }
}

function plain(word) {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

// The line at the foot of the window that says how many places are marked, leads to the next one and removes the marks.
function offer() {
  const status = make("span", { role: "status" });
  bar = make("div", { class: "handbook-marks" }, status);
  bar.append(button("handbook-marks__next", next, WORDS.nextMark), button("handbook-marks__remove", clear, WORDS.unmark, make("kbd", { "aria-hidden": "true" }, "Esc")));
  document.body.append(bar);
  requestAnimationFrame(() => (status.textContent = WORDS.marked(ranges.length)));
}

function next() {
  at = (at + 1) % ranges.length;
  const element = ranges[at].startContainer.parentElement;
  reveal(element);
  element.scrollIntoView({ block: "center" });
  CSS.highlights.set(`${NAME}-here`, new Highlight(ranges[at]));
}

function reveal(element) {
  for (let details = element?.closest("details"); details; details = details.parentElement.closest("details")) {
    details.open = true;
  }
}

export function clear() {
  CSS.highlights?.delete(NAME);
  CSS.highlights?.delete(`${NAME}-here`);
  bar?.remove();
  bar = undefined;
  ranges = [];
  at = -1;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && bar && !event.defaultPrevented && !document.querySelector("dialog[open]")) clear();
});
