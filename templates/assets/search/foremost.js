// The first `most` of a list in the order that `compare` gives, without putting all the others in order. Of two that are alike
// the one that stands first in the list comes first.
export function foremost(list, most, compare) {
  const found = [];
  for (const one of list) {
    if (found.length >= most && !(most && compare(found[most - 1], one) > 0)) continue;
    let [low, high] = [0, found.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(found[middle], one) > 0) high = middle;
      else low = middle + 1;
    }
    found.splice(low, 0, one);
    if (found.length > most) found.pop();
  }
  return found;
}
