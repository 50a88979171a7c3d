import { describe } from "vitest";
import { accepted, refused } from "../harness/annotated.js";

// T12: `runSync`, `iterateSync` and `stepSync` cannot be called on an application with an action or a condition that is
// async. The sentence names one, and the method that can.

const chat = `
    const prompt = action({ reads: {}, writes: { prompt: v.string() }, run: (state) => state.update({ prompt: "" }) });
    const answer = action({
      reads: { prompt: v.string() },
      writes: { response: v.string() },
      run: async (state) => state.update({ response: state.prompt }),
    });
    const start = application().withActions({ prompt, answer }).withTransitions(["prompt", "answer"]).withEntrypoint("prompt");`;

describe("on an application with an async action", () => {
  refused(
    "runSync cannot be called",
    `
    ${chat}
    const app = start.build();
    app.runSync({ haltAfter: ["answer"] });
//      ^^^^^^^ 2349 Type 'AsyncError<"action 'answer' is async: call run() and await it">' has no call signatures.
`,
  );

  refused(
    "stepSync cannot be called",
    `
    ${chat}
    const app = start.build();
    app.stepSync();
//      ^^^^^^^^ 2349 "action 'answer' is async: call step() and await it"
`,
  );

  refused(
    "iterateSync cannot be called",
    `
    ${chat}
    const app = start.build();
    for (const step of app.iterateSync()) step;
//                         ^^^^^^^^^^^ 2349 "action 'answer' is async: call iterate() and await it"
`,
  );

  refused(
    "even where only one branch of its run is async",
    `
    const think = action({
      reads: { n: v.number() },
      writes: { x: v.string() },
      run: (state) => (state.n > 1 ? state.update({ x: "" }) : Promise.resolve(state.update({ x: "" }))),
    });
    const app = application().withActions({ think }).withEntrypoint("think").withState({ n: 1 }).build();
    app.runSync();
//      ^^^^^^^ 2349 "action 'think' is async: call run() and await it"
`,
  );

  refused(
    "even where it has been bound",
    `
    const ask = action({
      reads: {},
      writes: { x: v.string() },
      inputs: { url: v.string() },
      run: async (state, { url }) => state.update({ x: url }),
    });
    const app = application().withActions({ ask: ask.bind({ url: "" }) }).withEntrypoint("ask").build();
    app.stepSync();
//      ^^^^^^^^ 2349 "action 'ask' is async: call step() and await it"
`,
  );
});

describe("on an application with an async condition", () => {
  refused(
    "they cannot, either: the sentence names the action that it leads out of",
    `
    const wait = action({ reads: {}, writes: {}, run: (state) => state });
    const isLate = condition({ reads: {}, test: async () => true });
    const start = application().withActions({ wait }).withEntrypoint("wait");
    start.withTransitions(["wait", "wait", isLate]).build().runSync();
//                                                          ^^^^^^^ 2349 "a condition out of 'wait' is async: call run() and await it"
    start.withTransitions(["wait", "wait", and(otherwise, not(isLate))]).build().stepSync();
//                                                                               ^^^^^^^^ 2349 "a condition out of 'wait' is async: call step() and await it"
`,
  );
});

describe("on an application of which the compiler does not know whether it is async", () => {
  refused(
    "they cannot: an action that returns any, one of two, transitions from a program",
    `
    const plain = action({ reads: {}, writes: {}, run: (state) => state });
    const slow = action({ reads: {}, writes: {}, run: async (state) => state });
    const any = action({ reads: {}, writes: {}, run: (state): any => Promise.resolve(state) });
    const either = Math.random() > 0.5 ? plain : slow;
    application().withActions({ any }).withEntrypoint("any").build().runSync();
//                                                                   ^^^^^^^ 2349 "action 'any' is async: call run() and await it"
    application().withActions({ either }).withEntrypoint("either").build().runSync();
//                                                                         ^^^^^^^ 2349 "action 'either' is async: call run() and await it"
    const transitions: ["slow", "slow"][] = [["slow", "slow"]];
    application().withActions({ slow }).withTransitions(...transitions).withEntrypoint("slow").build().runSync();
//                                                                                                     ^^^^^^^ 2349 "action 'slow' is async: call run() and await it"
`,
  );
});

describe("on an application without one", () => {
  accepted(
    "the twins run, and need no await",
    `
    const count = action({ reads: { n: v.number() }, writes: { n: v.number() }, tags: ["sum"], run: (state) => state.increment({ n: 1 }) });
    const app = application().withActions({ count }).withTransitions(["count", "count"]).withEntrypoint("count").withState({ n: 0 }).build();
    const stop = app.runSync({ haltAfter: ["count"] });
    const n: number = stop.state.n;
    const step = app.stepSync();
    if (step !== null) step.state.n.toFixed();
    for (const next of app.iterateSync({ haltAfter: ["@tag:sum"] })) next.result.n.toFixed();
`,
  );
});

describe("where an action is wrong", () => {
  refused(
    "it is not called async, too",
    `
    const bad = action({ reads: {}, writes: { n: v.number() }, run: (state) => state });
//                                                                             ^^^^^ 2322 'n' is declared under writes, but not written
    application().withActions({ bad }).withEntrypoint("bad").build().runSync();
`,
  );
});
