// Asks the search of a served site and gives its answers as the dialog lists them; with the archive, as the page does.
// Titles come first, then the pages whose words answer; a page that stands among the titles is not listed again.
async ({ engine, language, questions, titles, hits }) => {
  const root = new URL("/", location.href);
  const { open } = await import(engine);
  const search = await open(root, language);
  const path = (hit) => decodeURI(hit.address ? new URL(hit.address, root).href : "").replace(root.href, "");
  const line = (hit) => ({
    address: path(hit),
    parts: (hit.parts ?? []).map(path),
    versions: (hit.versions ?? []).map(path),
  });
  const texts = async (ask, archive) => (await (await search.search(ask, { filters: {}, archive })).hits(0, hits)).map(line);
  const answers = [];
  for (const { ask, archive } of questions) {
    const first = (await search.titles(ask, titles)).map(line);
    const rest = await texts(ask, false);
    const parts = (one) => [...one.parts, ...(rest.find((hit) => hit.address === one.address)?.parts ?? [])];
    const listed = new Set(first.map((one) => one.address));
    answers.push({
      answers: [...first.map((one) => ({ ...one, parts: parts(one) })), ...rest.filter((hit) => !listed.has(hit.address))],
      with_archive: archive ? await texts(ask, true) : [],
    });
  }
  return answers;
};
