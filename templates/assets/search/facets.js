// What a search can be narrowed by: groups of boxes with counts, and the chips of what is chosen. The groups are made once
// and changed in place, so that the focus stays where it is.
import { toggled } from "./address.js";
import { button, isolated, make } from "./elements.js";
import { LANGUAGE, WORDS } from "./words.js";

const SHOWN = 8;
const MONTH = /^\d{4}-\d{2}$/;
const OVERDUE = "overdue"; // stands in the address for all months of reviews before this one
const REVIEW = "review";

export function facets(engine, change) {
  const groups = engine.facets.map((facet) => group(facet, engine, change));
  const element = make("div", { class: "handbook-facets__groups" }, ...groups.map((one) => one.element));
  return { element, update: (counts, filters) => groups.forEach((one) => one.update(counts, filters)) };
}

// The filters as the engine knows them; `months` are all months of reviews.
export function expanded(filters, months) {
  if (!filters[REVIEW]?.includes(OVERDUE)) return filters;
  const past = months.filter((month) => MONTH.test(month) && month < thisMonth());
  const ids = [...new Set([...past, ...filters[REVIEW].filter((id) => id !== OVERDUE)])];
  return { ...filters, [REVIEW]: ids.length ? ids : [OVERDUE] };
}

// Elements of a list; `drop` is called with what remains.
export function chips({ filters, archive }, engine, drop) {
  const chosen = Object.entries(filters).flatMap(([facet, ids]) => ids.map((id) => ({ facet, id })));
  const lines = chosen.map(({ facet, id }) => {
    const words = [engine.facets.find((one) => one.id === facet)?.title ?? facet, label(facet, id, engine)];
    return chip(WORDS.chip(...words), WORDS.removeChip(...words), () => drop({ filters: toggled(filters, facet, id) }));
  });
  if (archive) lines.push(chip(WORDS.archive, WORDS.removeArchive, () => drop({ archive: false })));
  if (lines.length > 1) {
    const all = button("handbook-chips__clear", () => drop({ filters: {}, archive: false }), WORDS.clearChips);
    lines.push(make("li", {}, all));
  }
  return lines;
}

function chip(words, action, drop) {
  const sign = make("span", { class: "handbook-chip__sign", "aria-hidden": "true" }, "×");
  const element = button("handbook-chip", drop, isolated(words), sign);
  element.ariaLabel = action;
  return make("li", {}, element);
}

function group({ id: facet, title }, engine, change) {
  const options = new Map();
  const list = make("ul", {});
  const more = button("handbook-facet__more", () => unfold(more.ariaExpanded !== "true"));
  const element = make("fieldset", { class: "handbook-facet", hidden: "" }, make("legend", {}, title), list, more);

  function unfold(open) {
    more.ariaExpanded = String(open);
    const used = [...options.values()].filter((one) => !one.unused);
    const folded = used.length > SHOWN + 1 && !open ? used.filter((one, at) => at >= SHOWN && !one.input.checked) : [];
    for (const one of options.values()) one.element.hidden = one.unused || folded.includes(one);
    more.hidden = used.length <= SHOWN + 1;
    more.textContent = open ? WORDS.lessOptions : WORDS.moreOptions(folded.length);
    element.hidden = !used.length;
  }

  function update(counts, filters) {
    const found = grouped(facet, counts[facet] ?? {});
    const chosen = filters[facet] ?? [];
    const missing = [...Object.keys(found), ...chosen].filter((id) => !options.has(id));
    for (const id of new Set(missing)) options.set(id, option(facet, id, engine, change));
    if (missing.length) sort(options, list);
    for (const [id, one] of options) {
      one.input.checked = chosen.includes(id);
      one.count.textContent = (found[id] ?? 0).toLocaleString(LANGUAGE);
      one.unused = !found[id] && !one.input.checked;
    }
    unfold(more.ariaExpanded === "true");
  }

  return { element, update };
}

function option(facet, id, engine, change) {
  const words = label(facet, id, engine);
  const input = make("input", { type: "checkbox", name: facet, value: id });
  const count = make("span", { class: "handbook-facet__count" });
  input.addEventListener("change", () => change(facet, id));
  const element = make("li", {}, make("label", {}, input, make("span", { dir: "auto" }, words), " ", count));
  return { element, input, count, words, order: id === OVERDUE ? "" : MONTH.test(id) ? id : words };
}

function sort(options, list) {
  const collator = new Intl.Collator(LANGUAGE, { numeric: true });
  const sorted = [...options].sort(([, one], [, other]) => collator.compare(one.order, other.order));
  options.clear();
  for (const [id, one] of sorted) options.set(id, one);
  list.append(...sorted.map(([, one]) => one.element));
}

// Months of reviews that have passed count as one.
function grouped(facet, counts) {
  if (facet !== REVIEW) return counts;
  const found = {};
  for (const [id, count] of Object.entries(counts)) {
    const name = MONTH.test(id) && id < thisMonth() ? OVERDUE : id;
    found[name] = (found[name] ?? 0) + count;
  }
  return found;
}

function label(facet, id, engine) {
  if (facet === REVIEW && id === OVERDUE) return WORDS.overdue;
  if (!MONTH.test(id)) return engine.labels(facet, id);
  const [year, month] = id.split("-").map(Number);
  const words = new Intl.DateTimeFormat(LANGUAGE, { month: "long", year: "numeric" }).format(new Date(year, month - 1, 1));
  return id === thisMonth() ? WORDS.thisMonth(words) : words;
}

function thisMonth() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}`;
}
