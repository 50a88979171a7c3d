import assert from "node:assert/strict";
import { action, application, when } from "typeburr";
import { visualize } from "typeburr/visualize";
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

const stop = await app.run({ haltAfter: ["shout"] });

assert.equal(stop.action, "shout");
assert.equal(stop.state.message, "counted to 3");
assert.match(visualize(app.graph), /^<svg /);
assert.equal(await app.visualize(), visualize(app.graph));
console.log(stop.state.message);
