/** Where something wants to be, and how much it minds another place. */
export interface Wish {
  readonly at: number;
  readonly weight: number;
}

/**
 * Places as near to the wishes as their order and their distances allow, so that as many wishes as can be come true.
 *
 * @param wishes In the order that the places are to have.
 * @param offsets How far each has to be from the first, at least: rising.
 */
export function spread(wishes: readonly Wish[], offsets: readonly number[]): readonly number[] {
  // Without the distances the places have to be in order, no more; those whose wishes are not share their median
  const groups: { wishes: readonly Wish[]; place: number }[] = [];
  for (const [index, { at, weight }] of wishes.entries()) {
    const wish = { at: at - (offsets[index] ?? 0), weight };
    let group = { wishes: [wish] as readonly Wish[], place: wish.at };
    for (let before = groups.at(-1); before && before.place > group.place; before = groups.at(-1)) {
      groups.pop();
      const both = [...before.wishes, ...group.wishes];
      group = { wishes: both, place: medianOf(both) };
    }
    groups.push(group);
  }
  return groups
    .flatMap(({ wishes: { length }, place }) => Array.from({ length }, () => place))
    .map((place, index) => place + (offsets[index] ?? 0));
}

/** Where the way to all wishes, by their weights, is shortest; halfway where there are several such places. */
export function medianOf(wishes: readonly Wish[]): number {
  const sorted = [...wishes].sort((one, other) => one.at - other.at);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const [index, { at, weight }] of sorted.entries()) {
    sum += weight;
    if (Math.abs(sum - half) < 1e-9) return (at + (sorted[index + 1]?.at ?? at)) / 2;
    if (sum > half) return at;
  }
  return 0;
}
