// The site that is searched: its root, its engine, the address of its search page.
import { open } from "./engine.js";
import { LANGUAGE } from "./words.js";

export const ROOT = __md_scope;
export const PAGE = new URL(location.protocol === "file:" ? "search/index.html" : "search/", ROOT);

let opened;

// The one engine of the page, opened at the first use; a failure is forgotten, so that the next question tries again.
export function engine() {
  opened ??= open(ROOT, LANGUAGE);
  opened.catch(() => (opened = undefined));
  return opened;
}
