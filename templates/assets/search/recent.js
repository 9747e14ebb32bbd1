// Searches that led somewhere, newest first, kept in this browser and never sent anywhere.
import { button, isolated, make } from "./elements.js";
import { WORDS } from "./words.js";

const KEY = "search.recent";
const KEPT = 6;

export function remember(question) {
  const text = question.trim();
  if (!text) return;
  const others = kept().filter((other) => other.toLocaleLowerCase() !== text.toLocaleLowerCase());
  __md_set(KEY, [text, ...others].slice(0, KEPT));
}

// Elements that ask one of them again or clear them all; none where there are none.
export function recents(again, cleared) {
  const lines = kept().map((question) => {
    return make("li", {}, button("handbook-search__recent", () => again(question), isolated(question)));
  });
  if (!lines.length) return [];
  const forget = () => {
    __md_set(KEY, []);
    cleared();
  };
  const clear = button("handbook-search__clear", forget, WORDS.clear);
  const head = make("div", { class: "handbook-search__head" }, make("h2", {}, WORDS.recent), make("small", {}, WORDS.recentNote), clear);
  return [head, make("ul", { class: "handbook-search__list" }, ...lines)];
}

function kept() {
  const found = __md_get(KEY);
  return Array.isArray(found) ? found.filter((question) => typeof question === "string").slice(0, KEPT) : [];
}
