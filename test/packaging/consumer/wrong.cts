import typeburr = require("typeburr");
import v = require("valibot");

const { action, application } = typeburr;

const count = action({
  reads: { count: v.number() },
  writes: { count: v.number() },
  run: (state) => state.increment({ count: 1 }),
});
const shout = action({
  reads: { message: v.string() },
  writes: { loudly: v.string() },
  run: (state) => state.update({ loudly: state.message.toUpperCase() }),
});

// Nothing writes the message: the compiler must refuse the last line, with the sentence that says so.
export const app = application()
  .withActions({ count, shout })
  .withTransitions(["count", "shout"])
  .withEntrypoint("count")
  .withState({ count: 0 })
  .build();
