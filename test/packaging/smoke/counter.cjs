const assert = require("node:assert/strict");
const { action, application, when } = require("typeburr");
const { visualize } = require("typeburr/visualize");
const v = require("valibot");

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

app.run({ haltAfter: ["shout"] }).then(async (stop) => {
  assert.equal(stop.action, "shout");
  assert.equal(stop.state.message, "counted to 3");
  assert.match(visualize(app.graph), /^<svg /);
  assert.equal(await app.visualize(), visualize(app.graph));
  console.log(stop.state.message);
});
