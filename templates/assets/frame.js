// The frame's own controls: colours, the navigation and the contents on narrow screens, links inside pictures.
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

  // The table of contents is in the page once: where it has no column of its own, it stands below the current page.
  const narrow = matchMedia("(max-width: 59.984375em)");

  function settle() {
    const contents = document.querySelector(".md-nav--secondary");
    const link = document.querySelector(".md-nav--primary .md-nav__item--active > a.md-nav__link--active");
    const column = document.querySelector(".md-sidebar--secondary .md-sidebar__inner");
    const place = narrow.matches && link ? link.parentElement : column;
    if (contents && place && contents.parentElement !== place) place.append(contents);
  }

  narrow.addEventListener("change", settle);
  if (globalThis.document$) globalThis.document$.subscribe(settle);
  else settle();

  // Material's instant navigation cannot read the address of a link inside a picture: let the browser follow it.
  document.addEventListener(
    "click",
    (event) => {
      if (event.target instanceof Element && event.target.closest("svg a")) event.stopPropagation();
    },
    true,
  );
})();
