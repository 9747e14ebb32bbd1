// The dialog in the header of every page: titles at once, then the texts; real links, which arrows reach from the field.
import { write } from "./address.js";
import { make } from "./elements.js";
import { browse, help } from "./help.js";
import { recents, remember } from "./recent.js";
import { list } from "./results.js";
import { PAGE, engine } from "./site.js";
import { WORDS } from "./words.js";

const TITLES = 4;
const HITS = 6;
const PAUSE = 90; // milliseconds between a key and the search of the texts
const SLOW = 400;

const dialog = document.querySelector("dialog.handbook-search");
const form = dialog.querySelector("form");
const field = dialog.querySelector("input");
const box = dialog.querySelector(".handbook-search__results");
const status = make("p", { class: "handbook-search__status", role: "status", dir: "auto" });
const answer = make("div", { class: "handbook-search__answer" });
box.replaceChildren(status, answer);

let turn = 0;
let answered; // the question whose whole answer is shown
let opening = false; // Enter was pressed before the answer had come

// `entered`: Enter was pressed while this was loading.
export function show(entered) {
  if (!field.value.trim() || field.value.trim() !== answered) ask();
  if (entered) enter();
  engine().catch(() => {});
}

async function ask() {
  const own = (turn += 1);
  const stale = () => own !== turn;
  const question = field.value.trim();
  answered = undefined;
  opening = false;
  if (!question) return rest();
  const slow = setTimeout(() => stale() || say(WORDS.loading), SLOW);
  box.ariaBusy = "true";
  try {
    await find(question, stale);
  } catch (problem) {
    console.warn(problem);
    if (!stale()) draw(WORDS.broken, browse(WORDS.look));
  } finally {
    clearTimeout(slow);
    if (!stale()) box.ariaBusy = "false";
  }
}

async function find(question, stale) {
  const asked = await engine();
  const titles = (await asked.titles(question, TITLES)).map(({ marked, ...title }) => ({ ...title, alike: marked }));
  if (stale()) return;
  if (titles.length) drawTitles(titles, question, asked);
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (stale()) return;
  const found = await asked.search(question, {});
  const hits = await found.hits(0, HITS);
  const full = await Promise.all(titles.map((title) => completed(title, hits, asked)));
  const none = hits.length ? [] : await help(question, full, asked, again);
  if (!stale()) conclude({ question, titles: full, found, hits, none, asked });
}

// A title with what is known of its page: what the text's hit says, else its facts. A clause names its page.
async function completed(title, hits, asked) {
  const { kind, alike } = title;
  const hit = hits.find(({ address }) => address === title.address);
  if (hit) return { ...hit, kind, alike };
  const page = await asked.page(title.address).catch(() => ({}));
  return { ...title, facts: page.facts, of: kind === "clause" ? page.title : undefined };
}

// Each page stands once: one whose title is listed has its clauses there.
function conclude({ question, titles, found, hits, none, asked }) {
  const listed = new Set(titles.map(({ address }) => address));
  const others = hits.filter(({ address }) => !listed.has(address));
  const parts = [];
  if (titles.length) parts.push(...section(hits.length ? WORDS.titles : WORDS.closest, list(titles, question, asked)));
  if (others.length) parts.push(...section(WORDS.texts, list(others, question, asked)));
  parts.push(...none);
  if (hits.length) {
    parts.push(make("a", { href: write(PAGE, { question }).href, class: "handbook-search__more" }, WORDS.all(found.total)));
  }
  draw(said(question, titles, hits, found), parts);
  answered = question;
  if (opening) openFirst();
}

function said(question, titles, hits, found) {
  if (hits.length) return WORDS.count(titles.length, found.total) + WORDS.missing(found.missing);
  return titles.length ? WORDS.noneButTitles(question) : WORDS.none(question);
}

function drawTitles(titles, question, asked) {
  const before = [...answer.children].filter((element) => element.dataset.of !== "titles");
  const now = section(WORDS.titles, list(titles, question, asked));
  for (const element of before) element.classList.add("handbook-search__stale");
  replace([...now, ...before]);
}

// Nothing is asked yet: what was asked before, and where to look.
function rest() {
  box.ariaBusy = "false";
  answered = "";
  draw("", [...recents(again, cleared), ...browse(WORDS.start)]);
}

function cleared() {
  rest();
  say(WORDS.cleared);
  field.focus();
}

function section(title, content) {
  const parts = [make("h2", { class: "handbook-search__heading" }, title), content];
  for (const part of parts) part.dataset.of = title === WORDS.texts ? "texts" : "titles";
  return parts;
}

function draw(words, parts) {
  say(words);
  replace(parts);
}

function say(words) {
  status.textContent = words;
}

// Where the focus stood on what goes, it moves to the same link in what comes, else to the field.
function replace(parts) {
  const focused = answer.contains(document.activeElement) ? document.activeElement : null;
  answer.replaceChildren(...parts);
  if (focused) ([...answer.querySelectorAll("a")].find(({ href }) => href === focused.href) ?? field).focus();
}

function again(question) {
  field.value = question;
  field.focus();
  ask();
}

function openFirst() {
  const first = answer.querySelector("a.handbook-result");
  first?.click();
}

field.addEventListener("input", ask);

function enter() {
  if (answered === field.value.trim()) openFirst();
  else opening = true;
}

form.addEventListener("submit", enter);

// A link to the search page must reach it where it is open: instant navigation does not follow a link to the same page.
dialog.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) {
    if (event.target === dialog) dialog.close();
    return;
  }
  remember(field.value);
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  dialog.close();
  if (link.pathname === location.pathname && link.pathname === PAGE.pathname) {
    event.preventDefault();
    event.stopPropagation();
    import("./page.js").then((page) => page.go(link.href));
  }
});

dialog.addEventListener("keydown", (event) => {
  const stops = [...answer.querySelectorAll("a, button, summary")].filter((stop) => stop.checkVisibility());
  const at = stops.indexOf(document.activeElement);
  const last = stops.length - 1;
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? last : at - 1, Home: at < 0 ? null : 0, End: at < 0 ? null : last }[event.key];
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (to !== undefined && to !== null && (at >= 0 || document.activeElement === field)) {
    event.preventDefault();
    (stops[to] ?? field).focus();
  } else if (at >= 0 && event.key.length === 1 && event.key !== " ") {
    field.focus(); // the key is typed there
  }
});
