// Words that are nearly alike: one letter wrong, missing, too many, or two swapped; in a long word two of these.

export function allowed(word) {
  return word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
}

// The words of a list that are nearest to a word, with how far they are: [[word, distance]], at most `most`.
export function nearest(word, words, most = 6) {
  let limit = allowed(word);
  let found = [];
  if (!limit) return found;
  for (const other of words) {
    if (Math.abs(other.length - word.length) > limit || !beginAlike(word, other)) continue;
    const distance = apart(word, other, limit);
    if (distance > limit) continue;
    if (distance < limit) found = [];
    limit = distance;
    found.push([other, distance]);
  }
  return found.slice(0, most);
}

// A slip is seldom in the first letter; swapped with the second it still counts.
function beginAlike(one, other) {
  return one[0] === other[0] || (one[0] === other[1] && one[1] === other[0]);
}

// How many letters must be put right, swaps counting one; more than `limit` is told as limit + 1.
export function apart(one, other, limit) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}
