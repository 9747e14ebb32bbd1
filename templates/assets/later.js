// Says that a later version has taken effect since the page was made: the page carries the days in `data-later`, and the
// last of them that has come in the handbook's time zone is told. Text is only ever set as text. Without this script the
// page still says what takes effect when.
"use strict";
(() => {
  // The day that it is now where the handbook counts its days, as YYYY-MM-DD.
  function today(timeZone) {
    const options = { timeZone, year: "numeric", month: "2-digit", day: "2-digit", calendar: "gregory", numberingSystem: "latn" };
    const parts = new Intl.DateTimeFormat("en", options).formatToParts(new Date());
    const part = (type) => parts.find((item) => item.type === type).value;
    return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
  }

  function paragraph(name, ...content) {
    const made = document.createElement("p");
    made.className = name;
    made.append(...content);
    return made;
  }

  function tell(notice) {
    const day = today(notice.dataset.timeZone);
    const happened = JSON.parse(notice.dataset.later).filter((item) => item.effective <= day).pop();
    if (!happened) return;
    const content = [paragraph("banner-title", happened.title)];
    if (happened.address) {
      const link = document.createElement("a");
      link.href = happened.address;
      link.textContent = happened.link;
      content.push(paragraph("banner-links", link));
    }
    notice.hidden = false;
    notice.replaceChildren(...content);
  }

  function start() {
    document.querySelectorAll("[data-later]").forEach(tell);
  }

  // The theme replaces the page's content without loading it anew and says so here.
  if (globalThis.document$) globalThis.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
