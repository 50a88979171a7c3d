import { action, application, condition } from "typeburr";
import * as v from "valibot";

const count = action({
  reads: { counter: v.number() },
  writes: { counter: v.number() },
  run: (state) => state.increment({ counter: 1 }),
});

const announce = action({
  reads: { counter: v.number() },
  writes: { message: v.string() },
  run: (state) => state.update({ message: `counted to ${state.counter}` }),
});

const belowLimit = condition({
  reads: { counter: v.number(), limit: v.number() },
  test: ({ counter, limit }) => counter < limit,
  name: "counter < limit",
});

/** Counts from 0 to the limit, and says so. */
export const createCounter = (limit: number) =>
  application()
    .withActions({ count, announce })
    .withTransitions(["count", "count", belowLimit], ["count", "announce"])
    .withEntrypoint("count")
    .withState({ counter: 0, limit })
    .build();
