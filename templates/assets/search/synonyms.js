// Words of the glossary that mean the same: a question that holds one is answered by the others as well, for a little less.

const FIT = 0.8;

export class Synonyms {
  constructor(groups, stemmer) {
    this.phrases = groups.flatMap((group, number) => group.map((text) => ({ number, stems: stemmer.words(text).map((word) => stemmer.stems(word)) })));
    this.stemmer = stemmer;
  }

  // Adds to the slots of a question the words of a shelf that stand for what they say. A phrase is taken whole.
  async widen(slots, shelf) {
    const spoken = slots.map(({ word }) => new Set(this.stemmer.stems(word)));
    const added = [];
    for (const phrase of this.phrases) {
      for (const place of places(phrase.stems, spoken)) {
        for (const other of this.phrases) {
          if (other.number !== phrase.number || other === phrase) continue;
          const list = await together(other.stems, shelf);
          if (list) added.push([slots.slice(place, place + phrase.stems.length), list]);
        }
      }
    }
    for (const [covered, lists] of added) for (const slot of covered) slot.lists.push(...lists);
    for (const slot of slots) if (!slot.worth && slot.lists.length) slot.worth = 1;
  }
}

// Where a phrase begins among the words of a question.
function places(phrase, spoken) {
  const fits = (start) => phrase.every((stems, at) => spoken[start + at] && stems.some((stem) => spoken[start + at].has(stem)));
  return spoken.map((_, start) => start).filter(fits);
}

// The lists of a phrase's words, narrowed to the pages that hold them all; null where none does.
async function together(phrase, shelf) {
  const lists = await Promise.all(phrase.map(async (stems) => {
    for (const term of stems) {
      const list = await shelf.list(term);
      if (list) return { term, ...list };
    }
    return null;
  }));
  if (!lists.length || lists.includes(null)) return null;
  const common = lists.map(({ pages }) => new Set(pages)).reduce((one, other) => new Set([...one].filter((page) => other.has(page))));
  if (!common.size) return null;
  return lists.map(({ term, pages, counts }) => {
    const kept = [...pages.keys()].filter((at) => common.has(pages[at]));
    return { term, fit: FIT, pages: kept.map((at) => pages[at]), counts: kept.map((at) => counts[at]) };
  });
}
