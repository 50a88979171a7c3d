/**
 * Whether two values say the same: plain objects and arrays are compared by what is in them, all else is itself. What stands
 * in several places is compared once, and what stands within itself, too.
 */
export function isAlike(one: unknown, other: unknown): boolean {
  const taken = new Taken();
  const pending: [unknown, unknown][] = [[one, other]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [a, b] = pair;
    if (Object.is(a, b)) continue;
    if (!isPlain(a) || !isPlain(b) || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
    if (taken.areAlike(a, b)) continue;
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length || isOddOne(a, b)) return false;
    for (const key of keys) {
      if (!Object.hasOwn(b, key)) return false;
      pending.push([a[key], b[key]]);
    }
  }
  return true;
}

type Plain = Readonly<Record<string, unknown>>;

/**
 * What is taken to be alike until something shows that it is not. What is alike to the same is alike: so no more pairs are
 * looked into than there are objects, though cycles of different lengths have many more.
 */
class Taken {
  /** Of each object one that it is alike to, up to one that stands for all of them. */
  readonly #leaders = new Map<object, object>();

  /** Takes them to be; whether they were taken to be before. */
  areAlike(one: object, other: object): boolean {
    const [leader, follower] = [this.#leaderOf(one), this.#leaderOf(other)];
    if (leader === follower) return true;
    this.#leaders.set(follower, leader);
    return false;
  }

  #leaderOf(object: object): object {
    let at = object;
    for (let next = this.#leaders.get(at); next !== undefined; next = this.#leaders.get(at)) {
      const far = this.#leaders.get(next);
      // Half of the way is left out the next time
      if (far !== undefined) this.#leaders.set(at, far);
      at = next;
    }
    return at;
  }
}

/** Whether there is something to tell them apart by that is no member. */
const isOddOne = (one: Plain, other: Plain): boolean =>
  (Array.isArray(one) && one.length !== other.length) || hasSymbols(one) || hasSymbols(other);

const hasSymbols = (value: object): boolean => Object.getOwnPropertySymbols(value).length > 0;

function isPlain(value: unknown): value is Plain {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
