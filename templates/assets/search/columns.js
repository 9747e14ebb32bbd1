// What each page can be narrowed by: filters of one facet widen, those of several facets narrow.

export class Columns {
  // `values` has the ids of each facet, `pages` for each facet and page the places of its ids in that list.
  constructor(facets, values, pages) {
    this.facets = facets.map(({ id }, at) => ({ id, values: values[at], pages: pages[at], alone: [] }));
  }

  // The facts of a page: {facet: [ids]}.
  facts(page) {
    const found = this.facets.map((facet) => [facet.id, ids(facet, page)]);
    return Object.fromEntries(found.filter(([, own]) => own.length));
  }

  passing(pages, filters) {
    const active = this.active(filters);
    return active.length ? pages.filter((page) => active.every((one) => admits(one, page))) : pages;
  }

  // Adds to the counts of each facet the pages that pass all filters but its own. Where several pages make one result,
  // `results` says which page makes which, and counts are sets of results.
  count(pages, filters, counts, results) {
    const active = this.active(filters);
    for (const facet of this.facets) {
      const others = active.filter((one) => one.facet !== facet);
      const tally = (counts[facet.id] ??= {});
      pages.forEach((page, at) => {
        if (!others.every((one) => admits(one, page))) return;
        for (const id of ids(facet, page)) {
          if (results) (tally[id] ??= new Set()).add(results[at]);
          else tally[id] = (tally[id] ?? 0) + 1;
        }
      });
    }
  }

  active(filters) {
    return this.facets.filter(({ id }) => filters[id]?.length).map((facet) => ({ facet, wanted: new Set(filters[facet.id]) }));
  }
}

function ids({ values, pages, alone }, page) {
  const found = pages[page] ?? [];
  if (typeof found !== "number") return found.map((place) => values[place]);
  return (alone[found] ??= [values[found]]);
}

function admits({ facet, wanted }, page) {
  return ids(facet, page).some((id) => wanted.has(id));
}
