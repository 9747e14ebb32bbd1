// Asks one search in the browser: how long its first answer takes, then how long each key.
async ({ kind, engine, worker, questions, keys: wanted }) => {
  const root = new URL("/", location.href);
  const since = async (work) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };

  const openers = {
    async handbook() {
      const { open } = await import(engine);
      const search = await open(root, "en");
      return async (question) => {
        await search.titles(question, 4);
        await (await search.search(question, {})).hits(0, 5);
      };
    },
    async pagefind() {
      const search = await import(new URL("pagefind/pagefind.js", root).href);
      await search.init();
      return async (question) => {
        const found = await search.search(question);
        await Promise.all(found.results.slice(0, 5).map((result) => result.data()));
      };
    },
    async material() {
      const data = await (await fetch(new URL("search_index.json", root))).json();
      const thread = new Worker(new URL(worker, root));
      const answer = (type, message) =>
        new Promise((resolve, reject) => {
          thread.onerror = (event) => reject(new Error(event.message));
          thread.onmessage = (event) => event.data.type === type && resolve(event.data.data);
          thread.postMessage(message);
        });
      await answer(1, { type: 0, data: { ...data, options: { suggest: false } } });
      return (question) => answer(3, { type: 2, data: question });
    },
  };

  let ask;
  const began = async () => {
    ask = await openers[kind]();
    await ask(questions[0]);
  };
  const first = await since(began);
  const keys = [];
  for (const question of wanted ? questions : []) {
    for (let end = 2; end <= question.length; end += 1) keys.push(await since(() => ask(question.slice(0, end))));
  }
  return { first, keys };
};
