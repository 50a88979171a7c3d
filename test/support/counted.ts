import * as v from "valibot";

/** A check that counts how often it is asked. */
export function counted<T>(): { check: v.CheckAction<T, undefined>; count: () => number; reset: () => void } {
  let times = 0;
  const check = v.check<T>(() => {
    times += 1;
    return true;
  });
  return {
    check,
    count: () => times,
    reset: () => {
      times = 0;
    },
  };
}
