/** A list in an order that depends on the seed and nothing else. */
export const shuffle = <TItem>(list: readonly TItem[], seed: number): TItem[] => {
  const random = randomFrom(seed);
  return list
    .map((item) => ({ item, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
};

// Mulberry32: 32 bits of state are enough to shuffle flowers.
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
