import { action, application, expr, onError, when } from "typeburr";
import * as v from "valibot";

// Wrong on purpose: behind "refused:" stands what the compiler has to say of the line below, and it says nothing else.

const count = action({
  reads: { count: v.number() },
  writes: { count: v.number() },
  run: async (state) => state.increment({ count: 1 }),
});
const forget = action({
  reads: {},
  writes: {},
  deletes: ["message"],
  run: (state) => state.wipe("message"),
});
const greet = action({
  reads: {},
  writes: { message: v.nullable(v.string()) },
  run: (state) => state.update({ message: "hello" }),
});
const whisper = action({
  reads: { message: v.nullable(v.string()) },
  writes: {},
  run: (state) => state,
});
const shout = action({
  reads: { message: v.string() },
  writes: { loudly: v.string() },
  run: (state) => state.update({ loudly: state.message.toUpperCase() }),
});
const start = application().withActions({ count, forget, greet, whisper, shout }).withState({ count: 0 });

start
  .withTransitions(["count", "shout"])
  .withEntrypoint("count")
  // refused: action 'shout' reads 'message', which nothing writes on the path count → shout
  .build();

start
  .withTransitions(["greet", "whisper", onError(TypeError)])
  .withEntrypoint("greet")
  // refused: action 'whisper' reads 'message', which nothing writes on the path greet (failed) → whisper
  .build();

start
  .withTransitions(["greet", "forget"], ["forget", "whisper"])
  .withEntrypoint("greet")
  // refused: action 'whisper' reads 'message', which 'forget' deletes on the path greet → forget → whisper
  .build();

start
  .withTransitions(["greet", "shout"])
  .withEntrypoint("greet")
  // refused: action 'shout' reads 'message', but what 'greet' leaves there does not fit its schema
  .build();

// Narrowed, that is right.
export const narrowed = start
  .withTransitions(["greet", "whisper", when({ message: null })], ["greet", "shout"])
  .withEntrypoint("greet")
  .build();

start
  .withTransitions(["count", "greet", expr("coutn > 3")])
  .withEntrypoint("count")
  // refused: is no state key; did you mean 'count'?
  .build();

// refused: transition greet → whisper can never be taken: greet → shout before it always is
start.withTransitions(["greet", "shout"], ["greet", "whisper"]);

const async = start.withTransitions(["count", "greet"]).withEntrypoint("count").build();
// refused: action 'count' is async: call run() and await it
export const stop = async.runSync();
