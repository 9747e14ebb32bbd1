// What was found -> elements: a list of pages with their state, the clauses that hold the words, earlier versions.
import { isolated, make } from "./elements.js";
import { follow } from "./marks.js";
import { WORDS } from "./words.js";

const VERSIONS = 3;
const NEWEST_FIRST = new Intl.Collator("en", { numeric: true });

export function list(hits, question, engine) {
  return make("ol", { class: "handbook-search__list" }, ...hits.map((hit) => result(hit, question, engine)));
}

// A line of the list: a hit of the text, a title, or both in one. `alike` are the places in the title that are marked; `of`
// is the page that a clause stands in.
function result(hit, question, engine) {
  const link = make("a", { href: hit.address, class: "handbook-result" }, title(hit), facts(hit, engine));
  if (!hit.parts?.length) link.append(...extract(hit));
  follow(link, forms(hit), question);
  const line = make("li", {}, link);
  if (hit.parts?.length) line.append(make("ul", {}, ...hit.parts.map((one, at) => part(one, at, hit, question))));
  if (hit.versions?.length) line.append(earlier(hit.versions, question, engine));
  return line;
}

// A title that stands just above, or with which the extract begins, is not repeated.
function part(found, at, hit, question) {
  const link = make("a", { href: found.address, class: "handbook-result handbook-result--part" });
  const above = at ? hit.parts[at - 1].title : hit.title;
  const again = found.title === above || (!found.cut && found.words.join(" ").startsWith(found.title.replace(/ …$/, "")));
  if (found.title && !again) link.append(make("span", { class: "handbook-result__title", dir: "auto" }, found.title));
  link.append(...extract(found));
  follow(link, forms(hit), question);
  return make("li", {}, link);
}

function earlier(versions, question, engine) {
  const line = (hit) => {
    const [state] = hit.facts.status ?? [];
    const words = WORDS.of(hit.facts.version?.[0] ?? "", state ? engine.labels("status", state) : "");
    const link = make("a", { href: hit.address, class: "handbook-result handbook-result--part" });
    link.append(make("span", { class: "handbook-result__title" }, words), ...extract(hit));
    follow(link, forms(hit), question);
    return make("li", {}, link);
  };
  const number = (hit) => hit.facts.version?.[0] ?? "";
  const ordered = [...versions].sort((one, other) => NEWEST_FIRST.compare(number(other), number(one)));
  const details = make("details", { class: "handbook-result__versions" });
  details.open = versions.length <= VERSIONS;
  details.append(make("summary", {}, WORDS.earlier(versions.length)), make("ul", {}, ...ordered.map(line)));
  return details;
}

function title(hit) {
  const name = make("span", { class: "handbook-result__title", dir: "auto" });
  let end = 0;
  for (const [from, to] of hit.alike ?? []) {
    name.append(hit.title.slice(end, from), make("mark", {}, hit.title.slice(from, to)));
    end = to;
  }
  name.append(hit.title.slice(end));
  return name;
}

function facts(hit, engine) {
  const { status = [], version = [], owner = [], category = [] } = hit.facts ?? {};
  const line = make("span", { class: "handbook-result__facts" });
  for (const id of status) line.append(make("span", { class: `badge badge--${id}` }, engine.labels("status", id)));
  const kind = hit.of ? WORDS.partOf(hit.of) : WORDS.kinds[hit.kind];
  const words = [
    ...(kind ? [kind] : []),
    ...version.map(WORDS.version),
    ...owner.map((id) => WORDS.owner(engine.labels("owner", id))),
    ...category.map((id) => engine.labels("category", id)),
  ];
  line.append(...words.map((text) => make("span", { class: "handbook-result__fact" }, isolated(text))));
  return line;
}

function extract({ words, marked, cut, description }) {
  if (!words?.length) return [];
  const line = make("span", { class: "handbook-result__extract", dir: "auto" });
  if (!marked.size && description) {
    line.append(description);
    return [line];
  }
  if (cut) line.append("… ");
  words.forEach((word, at) => line.append(marked.has(at) ? make("mark", {}, word) : word, " "));
  line.append("…");
  return [line];
}

// The words of the page that answer the question, as they stand there.
function forms(hit) {
  const marked = ({ words, marked }) => words.filter((word, at) => marked.has(at));
  return hit.forms ?? (hit.parts ? [hit, ...hit.parts].flatMap(marked) : []);
}
