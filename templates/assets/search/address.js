// What is asked on /search/ <-> its address: ?q=late&owner=shift-lead&owner=adviser&archive=1&page=2. Knows no DOM.

export function read(address, facets) {
  const query = address.searchParams;
  const filters = {};
  for (const { id } of facets) {
    const chosen = [...new Set(query.getAll(id).filter(Boolean))];
    if (chosen.length) filters[id] = chosen;
  }
  return {
    question: (query.get("q") ?? "").trim(),
    filters,
    archive: query.get("archive") === "1",
    page: Math.max(1, Number.parseInt(query.get("page"), 10) || 1),
  };
}

export function write(page, { question, filters = {}, archive = false, page: number = 1 }) {
  const address = new URL(page);
  if (question) address.searchParams.set("q", question);
  for (const [facet, ids] of Object.entries(filters)) for (const id of ids) address.searchParams.append(facet, id);
  if (archive) address.searchParams.set("archive", "1");
  if (number > 1) address.searchParams.set("page", number);
  return address;
}

export function toggled(filters, facet, id) {
  const ids = filters[facet] ?? [];
  const chosen = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
  const { [facet]: _, ...others } = filters;
  return chosen.length ? { ...others, [facet]: chosen } : others;
}
