/* Decision tables are shown as cards where they have no room, and some browsers then no longer call them tables: here
   they are told to. Without this script a card says all the same what each of its lines is about. */
(() => {
  "use strict";

  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };

  function name() {
    for (const table of document.querySelectorAll("table.rules:not([role])")) {
      for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) part.role = ROLES[part.tagName];
    }
  }

  if (globalThis.document$) globalThis.document$.subscribe(name);
  else name();
})();
