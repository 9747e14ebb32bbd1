// Every word that the search's scripts say, by language. Another language is another entry with the same keys; words of the
// handbook itself (owners, categories, states) come from the engine. What stands in a page before any script runs is in
// templates/assets/search.js and templates/site/search.html.
const ENGLISH = {
  loading: "Searching …",
  broken: "The search could not be loaded. Check the connection and try again.",

  // What was found. The counts are announced to screen readers.
  titles: "Titles",
  closest: "Did you mean",
  texts: "In the text",
  count: (titles, pages) => `${[titles && many(titles, "title"), pages && many(pages, "page")].filter(Boolean).join(", ")}.`,
  results: (count) => many(count, "result"),
  counted: (count) => `${many(count, "result")}.`,
  none: (question) => (question ? `Nothing found for “${question}”.` : "Nothing found."),
  missing: (words) => (words.length ? ` No page holds ${words.map((word) => `“${word}”`).join(", ")}.` : ""),
  noneButTitles: (question) => `No text holds “${question}”. The closest titles:`,
  all: (count) => (count ? `All ${many(count, "result")}, with filters` : "More ways to search"),
  kinds: { term: "Glossary", role: "Role" },
  partOf: (title) => `in ${title}`,
  version: (number) => `version ${number}`,
  owner: (title) => `Owner: ${title}`,
  earlier: (count) => (count === 1 ? "One earlier version" : `${count} earlier versions`),
  of: (version, state) => `Version ${version}, ${state}`,

  // Nothing found.
  fewer: "With fewer words:",
  unfiltered: "Search without filters",
  archived: "Search superseded versions too",
  ask: "Ask",
  answers: (title) => `, who answers for ${title}`,
  askAnyone: "Ask whoever answers for the subject: see",
  roles: "roles and how to reach them",
  start: "Or go to",
  look: "Or look in",
  ways: [
    ["search/", "Search with filters"],
    ["a-to-z/", "A to Z, with keywords"],
    ["policies/", "Policies by category"],
    ["escalation/", "Who takes over"],
    ["glossary/", "Glossary"],
  ],

  // Recent searches.
  recent: "Your recent searches",
  recentNote: "Kept in this browser only.",
  clear: "Clear",
  cleared: "Recent searches cleared",

  // The page /search/.
  choose: "Type a question, or choose boxes to list what they select.",
  chips: "Chosen filters",
  chip: (facet, value) => `${facet}: ${value}`,
  removeChip: (facet, value) => `Remove the filter ${facet}: ${value}`,
  clearChips: "Remove all filters",
  archive: "Superseded versions too",
  removeArchive: "Do not search superseded versions",
  moreOptions: (count) => `Show ${count} more`,
  lessOptions: "Show fewer",
  overdue: "Overdue",
  thisMonth: (month) => `${month} (this month)`,
  pages: "Pages of results",
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
  previous: "Previous page",
  next: "Next page",

  // Marked words on the page that was opened from a result.
  marked: (count) => (count === 1 ? "1 place marked" : `${count} places marked`),
  nextMark: "Next place",
  unmark: "Remove marks",
};

function many(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

const LANGUAGES = { en: ENGLISH };

export const LANGUAGE = document.documentElement.lang || "en";
export const WORDS = LANGUAGES[LANGUAGE.split("-")[0]] ?? ENGLISH;
