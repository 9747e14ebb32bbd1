// The frame's own controls: colours, the navigation on narrow screens, links inside pictures.
"use strict";
(() => {
  const CHOICES = ["auto", "light", "dark"];
  const NAMES = { auto: "automatic", light: "light", dark: "dark" };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const colours = document.querySelector(".handbook-colours");
  const menu = document.querySelector(".handbook-menu");
  const drawer = document.getElementById("__drawer");

  function show(choice) {
    const next = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
    const slate = choice === "dark" || (choice === "auto" && dark.matches);
    document.body.dataset.mdColorScheme = slate ? "slate" : "default";
    colours.dataset.colours = choice;
    colours.ariaLabel = `Colours: ${NAMES[choice]}. Change to ${NAMES[next]}`;
    colours.title = colours.ariaLabel;
  }

  function chosen() {
    const choice = __md_get("colours");
    return CHOICES.includes(choice) ? choice : "auto";
  }

  colours.addEventListener("click", () => {
    const next = CHOICES[(CHOICES.indexOf(colours.dataset.colours) + 1) % CHOICES.length];
    __md_set("colours", next);
    show(next);
  });
  dark.addEventListener("change", () => show(chosen()));
  show(chosen());

  function opened() {
    menu.ariaExpanded = String(drawer.checked);
    if (drawer.checked) {
      document.querySelector(".md-sidebar--primary a[href]")?.focus({ preventScroll: true });
    }
  }

  menu.addEventListener("click", () => drawer.click());
  drawer.addEventListener("change", opened);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) {
      drawer.click();
      menu.focus();
    }
  });

  // Material's instant navigation cannot read the address of a link inside a picture: let the browser follow it.
  document.addEventListener(
    "click",
    (event) => {
      if (event.target instanceof Element && event.target.closest("svg a")) event.stopPropagation();
    },
    true,
  );
})();
