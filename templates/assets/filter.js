// Narrows a register: shows the rows whose data-… values match the form, keeps the choice in the address, says how many
// rows are left. Rows are never made or changed, only shown or hidden. Without this script the whole register shows.
"use strict";
(() => {
  const EVERY = "*";

  function controls(register) {
    const named = [...register.querySelectorAll("[data-filter] :is(select, input), [data-filter-buttons] input")];
    return named.filter((control) => control.name);
  }

  function choices(register) {
    const chosen = new Map();
    for (const control of controls(register)) {
      if (control.type === "radio" && !control.checked) continue;
      if (control.value.trim()) chosen.set(control.name, control.value.trim());
    }
    return chosen;
  }

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  }

  function matches(row, name, value) {
    if (name === "words") {
      const text = fold(row.textContent);
      return fold(value).split(/\s+/u).every((word) => text.includes(word));
    }
    const values = (row.dataset[name] ?? "").split(" ");
    return values.includes(value) || values.includes(EVERY);
  }

  function apply(register) {
    const chosen = choices(register);
    const rows = [...register.querySelectorAll("[data-row]")];
    for (const row of rows) {
      row.hidden = ![...chosen].every(([name, value]) => matches(row, name, value));
    }
    hideEmpty(register, "[data-group]");
    hideEmpty(register, "[data-section]");
    announce(register, rows, chosen.size > 0);
  }

  function hideEmpty(register, parts) {
    for (const part of register.querySelectorAll(parts)) {
      const rows = [...part.querySelectorAll("[data-row]")];
      part.hidden = rows.length > 0 && rows.every((row) => row.hidden);
    }
  }

  function announce(register, rows, narrowed) {
    const output = register.querySelector("[data-filter] output");
    const shown = rows.filter((row) => !row.hidden).length;
    const noun = rows.length === 1 ? output.dataset.one : output.dataset.many;
    output.textContent = narrowed ? `${shown} of ${rows.length} ${noun} shown` : `${rows.length} ${noun}`;
  }

  function remember(register) {
    const query = new URLSearchParams(location.search);
    for (const control of controls(register)) query.delete(control.name);
    for (const [name, value] of choices(register)) query.set(name, value);
    const text = query.toString();
    history.replaceState(history.state, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
  }

  function recall(register) {
    const query = new URLSearchParams(location.search);
    for (const control of controls(register)) {
      const value = query.get(control.name);
      if (value === null) continue;
      if (control.type === "radio") control.checked = control.value === value;
      else control.value = value;
      if (control.value !== value && control.tagName === "SELECT") control.value = "";
    }
  }

  function start() {
    const form = document.querySelector("[data-filter]");
    const register = form?.closest(".register");
    if (!register || !form.hidden) return;
    form.hidden = false;
    recall(register);
    apply(register);
    const changed = () => {
      apply(register);
      remember(register);
    };
    for (const control of controls(register)) control.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      for (const all of register.querySelectorAll('[data-filter-buttons] input[value=""]')) all.checked = true;
      requestAnimationFrame(changed);
    });
  }

  // The theme replaces the page's content without loading it anew and says so here.
  if (globalThis.document$) globalThis.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
