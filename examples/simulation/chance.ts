/**
 * The next number of a generator, from 0 up to 1, and the generator after it. A generator is a number, so it can stand in
 * the state: a run is repeated by its first one, and goes on from where it was.
 */
const draw = (chance: number): readonly [value: number, chance: number] => {
  // Mulberry32.
  const next = (chance + 0x6d2b79f5) | 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return [((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32, next];
};

/** The same for the normal distribution with mean 0 and deviation 1, after Box and Muller. */
export const drawNormal = (chance: number): readonly [value: number, chance: number] => {
  const [radius, between] = draw(chance);
  const [angle, next] = draw(between);
  // Of 1 - radius, which is never 0, since the logarithm of 0 is infinite.
  return [Math.sqrt(-2 * Math.log(1 - radius)) * Math.cos(2 * Math.PI * angle), next];
};
