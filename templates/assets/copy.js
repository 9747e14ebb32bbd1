/* The link beside a clause (¶): a click also copies its full address, and says so at the foot of the window.
   Without scripts or without the right to write to the clipboard it stays a plain link. */
(() => {
  "use strict";

  const SHOWN = 1600;
  const LINK = "a.self";
  const said = document.createElement("div");
  said.className = "handbook-copied";
  said.setAttribute("role", "status");
  document.body.append(said);

  let timer = 0;

  function say(words) {
    clearTimeout(timer);
    said.textContent = words;
    timer = setTimeout(() => (said.textContent = ""), SHOWN);
  }

  // Other scripts have something copied and said by this one.
  document.addEventListener("handbook:copy", (event) => {
    navigator.clipboard?.writeText(event.detail.text).then(
      () => say(event.detail.said),
      () => undefined,
    );
  });

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(LINK) : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
    navigator.clipboard.writeText(link.href).then(
      () => say("Link copied"),
      () => undefined,
    );
  });
})();
