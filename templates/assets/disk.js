// A page opened from a disk: links to a folder lead to the page in it, as a web server would, and our scripts start by
// themselves, because there the theme ends `document$`, which says that a page is shown, before it has begun.
"use strict";
if (location.protocol === "file:") {
  delete globalThis.document$;
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element && event.target.closest("a[href]");
      if (link && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    },
    true,
  );
}
