// Shows what was in force on a date, from the periods that the page carries: policies/<id>/<version>/ for each.
// The date stands in the address (?on=2026-03-01). Text is only ever set as text. Without this script the list by
// quarter is read.
"use strict";
(() => {
  const DAY = /^\d{4}-\d{2}-\d{2}$/;

  function isDay(text) {
    if (!DAY.test(text)) return false;
    const date = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  }

  function words(day) {
    const date = new Date(`${day}T00:00:00Z`);
    const language = document.documentElement.lang || "en";
    const month = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(date);
    return `${date.getUTCDate()} ${month} ${day.slice(0, 4)}`;
  }

  function dayBefore(day) {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - 1);
    return date.toISOString().slice(0, 10);
  }

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function cell(label, ...content) {
    const made = element("td", "", { role: "cell", "data-label": label });
    made.append(...content);
    return made;
  }

  function time(day) {
    return element("time", words(day), { datetime: day });
  }

  function row(base, [policy, version, title, start, end]) {
    const made = element("tr", "", { role: "row" });
    const head = element("th", "", { role: "rowheader", scope: "row" });
    const line = element("span", "", { class: "line" });
    const link = element("a", "", { href: `${base}policies/${policy}/${version}/` });
    link.append(element("bdi", title));
    line.append(link);
    head.append(line);
    const last = end === null ? element("span", "still open", { class: "line quiet" }) : time(dayBefore(end));
    made.append(head, cell("Version", version), cell("From", time(start)), cell("Last day", last));
    return made;
  }

  function show(form, data, day) {
    const result = document.querySelector("[data-in-force-result]");
    const found = data.bound.filter(([, , , start, end]) => start <= day && (end === null || day < end));
    const count = found.length === 1 ? "1 policy" : `${found.length} policies`;
    const ahead = day > data.asOf ? ` The day lies ahead: more may be published until then.` : "";
    result.querySelector("h2").textContent = `In force on ${words(day)}`;
    result.querySelector("[data-in-force-note]").textContent = `${count}, as known on ${words(data.asOf)}.${ahead}`;
    result.querySelector("table").hidden = found.length === 0;
    result.querySelector("tbody").replaceChildren(...found.map((item) => row(form.dataset.base, item)));
    result.hidden = false;
  }

  function start() {
    const form = document.querySelector("[data-in-force]");
    const source = document.querySelector("[data-in-force-data]");
    if (!form || !source || !form.hidden) return;
    const data = JSON.parse(source.content.textContent);
    const field = form.elements.namedItem("on");
    const asked = new URLSearchParams(location.search).get("on") ?? "";
    form.hidden = false;
    field.value = isDay(asked) ? asked : data.asOf;
    if (isDay(asked)) show(form, data, asked);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!isDay(field.value)) return;
      history.replaceState(history.state, "", `${location.pathname}?on=${field.value}`);
      show(form, data, field.value);
      document.querySelector("[data-in-force-result] h2").focus();
    });
  }

  // The theme replaces the page's content without loading it anew and says so here.
  if (globalThis.document$) globalThis.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
