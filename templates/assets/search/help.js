// What helps where nothing was found: fewer words, whom to ask, where to look.
import { button, isolated, make } from "./elements.js";
import { ROOT } from "./site.js";
import { WORDS } from "./words.js";

const TRIED = 5;

// Elements; `again` asks another question.
export async function help(question, titles, engine, again) {
  return [...(await fewer(question, engine, again)), whom(titles, engine), ...browse(WORDS.look)];
}

// The pages that list everything; `words` lead to them.
export function browse(words) {
  const others = WORDS.ways.map(([path, name]) => [new URL(path, ROOT), name]).filter(([url]) => url.pathname !== location.pathname);
  const links = others.map(([url, name]) => make("li", {}, make("a", { href: url.href }, name)));
  return [make("p", {}, words), make("ul", { class: "handbook-search__ways" }, ...links)];
}

// The question's words that alone find something; a page must hold all words of a question.
async function fewer(question, engine, again) {
  const words = [...new Set(question.split(/\s+/))].filter((word) => word.length > 2).slice(0, TRIED);
  if (words.length < 2) return [];
  const totals = await Promise.all(words.map((word) => engine.search(word, {}).then(({ total }) => total)));
  const found = words.flatMap((word, at) => (totals[at] ? [{ word, total: totals[at] }] : []));
  if (!found.length) return [];
  const line = ({ word, total }) =>
    make("li", {}, button("handbook-chip", () => again(word), isolated(word), " ", make("small", {}, WORDS.results(total))));
  return [make("p", {}, WORDS.fewer), make("ul", { class: "handbook-chips" }, ...found.map(line))];
}

// The owner of what comes closest, else the list of roles.
function whom(titles, engine) {
  const nearest = titles.find((hit) => hit.facts?.owner?.length);
  const role = (path, words) => make("a", { href: new URL(path, ROOT).href }, words);
  if (!nearest) return make("p", {}, WORDS.askAnyone, " ", role("roles/", WORDS.roles), ".");
  const [owner] = nearest.facts.owner;
  const name = isolated(engine.labels("owner", owner));
  return make("p", {}, WORDS.ask, " ", role(`roles/${encodeURIComponent(owner)}/`, name), WORDS.answers(nearest.title), ".");
}
