import { action, application, when } from "typeburr";
import * as v from "valibot";

const count = action({
  reads: { count: v.number() },
  writes: { count: v.number() },
  run: (state) => state.increment({ count: 1 }),
});
const shout = action({
  reads: { count: v.number() },
  writes: { message: v.string() },
  run: (state) => state.update({ message: `counted to ${state.count}` }),
});

const app = application()
  .withActions({ count, shout })
  .withTransitions(["count", "shout", when({ count: 3 })], ["count", "count"])
  .withEntrypoint("count")
  .withState({ count: 0 })
  .build();

export const message: Promise<string> = app.run({ haltAfter: ["shout"] }).then((stop) => stop.state.message);
