// Reloads the page of a preview when what it shows has changed, where the reader was; shows problems at their clauses.
"use strict";
(() => {
  const state = document.currentScript.dataset.state;
  const SAVED = "handbook-preview-scroll";
  const AGAIN = 1000;
  let waiting;

  // --- where the reader was ---------------------------------------------------------------------------------------

  function restore() {
    const saved = JSON.parse(sessionStorage.getItem(SAVED) ?? "null");
    sessionStorage.removeItem(SAVED);
    if (saved?.page === location.href) scrollTo({ top: saved.top, behavior: "instant" });
  }

  function reload() {
    sessionStorage.setItem(SAVED, JSON.stringify({ page: location.href, top: scrollY }));
    location.reload();
  }

  // --- being told of changes: one question that the server answers when there is something to say -------------------

  async function listen() {
    waiting = new AbortController();
    const question = new URLSearchParams({ page: location.pathname, state });
    try {
      const answer = await fetch(`/_handbook/changes?${question}`, { signal: waiting.signal, cache: "no-store" });
      const { changed, busy } = await answer.json();
      if (changed) return reload();
      for (const element of document.querySelectorAll(".preview-busy")) element.textContent = busy;
      setTimeout(listen);
    } catch (failure) {
      if (failure.name !== "AbortError") setTimeout(listen, AGAIN);
    }
  }

  // A tab that nobody looks at holds no connection: a browser opens only six to one server.
  document.addEventListener("visibilitychange", () => {
    waiting?.abort();
    if (!document.hidden) listen();
  });

  // --- problems at their place ------------------------------------------------------------------------------------

  for (const problem of document.querySelectorAll(".preview [data-clause]")) {
    const clause = document.getElementById(problem.dataset.clause);
    clause?.prepend(problem.cloneNode(true));
  }

  addEventListener("load", restore);
  if (!document.hidden) listen();
})();
