import { describe } from "vitest";
import { accepted, refused } from "../harness/annotated.js";

// What tests are written with: the sentences are the compiler's own; what is held here is that they stand on the wrong token.

const chat = `
    const prompt = action({
      reads: { draft: v.string(), mode: v.picklist(["image", "code"]), note: v.optional(v.string()) },
      writes: { prompt: v.string() },
      inputs: { text: v.string() },
      run: (state, { text }) => state.update({ prompt: text }),
    });
    const answer = action({
      reads: { prompt: v.string() },
      writes: { response: v.string() },
      run: async (state) => [{ tokens: 1 }, state.update({ response: "" })],
    });
    const measure = twoStepAction({
      reads: { response: v.string() },
      writes: { length: v.number() },
      run: (state) => ({ length: state.response.length }),
      update: (result, state) => state.update(result),
    });
    const begun = application().withActions({ prompt, answer, measure });
    const inputs = { text: "hello" };`;

describe("stateOf", () => {
  accepted(
    "with what the action reads; what may be undefined may be left out",
    `${chat}
    prompt.run(stateOf({ draft: "x", mode: "code" }), inputs);
    prompt.run(stateOf({ draft: "x", mode: "code", note: "y" }), inputs);
    measure.run(stateOf({ response: "x" }));
    measure.update({ length: 1 }, stateOf({ response: "x" })).has("length");
    const one: number = stateOf({ a: 1 }).a;
    const written: string = valuesOf(prompt.run(stateOf({ draft: "x", mode: "code" }), inputs)).prompt;`,
  );
  refused(
    "without a key, with a misspelt one, one that is not read, and values of the wrong type",
    `${chat}
    prompt.run(stateOf({ mode: "code" }), inputs);
//                     ^^^^^^^^^^^^^^^^ 2345/2741 Property 'draft' is missing
    prompt.run(stateOf({ drft: "x", mode: "code" }), inputs);
//                       ^^^^ 2561 Did you mean to write 'draft'?
    prompt.run(stateOf({ draft: "x", mode: "code", safe: true }), inputs);
//                                                 ^^^^ 2353 'safe' does not exist
    prompt.run(stateOf({ draft: 1, mode: "code" }), inputs);
//                       ^^^^^ 2322 Type 'number' is not assignable to type 'string'.
    prompt.run(stateOf({ draft: "x", mode: "cod" }), inputs);
//                                   ^^^^ 2820 Did you mean '"code"'?
    measure.update({ length: 1 }, stateOf({ respons: "x" }));
//                                          ^^^^^^^ 2561 Did you mean to write 'response'?
    stateOf({ a: 1 }).b;
//                    ^ 2339 Property 'b' does not exist
    valuesOf(prompt.run(stateOf({ draft: "x", mode: "code" }), inputs)).response;
//                                                                      ^^^^^^^^ 2339 Property 'response' does not exist`,
  );
});

describe("runAction", () => {
  accepted(
    "with what the action needs, and no options where it needs none",
    `${chat}
    const free = action({ reads: {}, writes: { list: v.array(v.number()) }, run: (state) => state.append({ list: 1 }) });
    runAction(free);
    runAction(free, { state: { list: [1] }, context: { appId: "a" } });
    runAction(prompt, { state: { draft: "x", mode: "code" }, inputs }).then(({ written }) => written.prompt.length);
    runAction(answer, { state: { prompt: "x" } }).then(({ result, state }) => result.tokens + state.response.length);
    runAction(measure, { state: { response: "x" } }).then(({ result }) => result.length);`,
  );
  refused(
    "without a key or an input, with one that there is not, and a value of the wrong type",
    `${chat}
    runAction(prompt, { state: { mode: "code" }, inputs });
//                      ^^^^^ 2741 Property 'draft' is missing
    runAction(prompt, { state: { draft: "x", mode: "code" }, inputs: {} });
//                                                           ^^^^^^ 2741 Property 'text' is missing
    runAction(answer);
//  ^^^^^^^^^ 2554 Expected 2 arguments, but got 1.
    runAction(answer, { state: { promt: "x" } });
//                               ^^^^^ 2561 Did you mean to write 'prompt'?
    runAction(answer, { state: { prompt: 1 } });
//                               ^^^^^^ 2322 Type 'number' is not assignable to type 'string'.
    runAction(answer, { state: { prompt: "x" }, context: { apId: "x" } });
//                                                         ^^^^ 2561 Did you mean to write 'appId'?`,
  );
});

describe("withStubs", () => {
  accepted(
    "with functions like the actions' own; those of async actions need not be async",
    `${chat}
    const stubbed = withStubs(begun, {
      prompt: (state, { text }) => state.update({ prompt: text + state.draft }),
      answer: (state) => [{ tokens: 0 }, state.update({ response: state.prompt })],
      measure: () => ({ length: 1 }),
    });
    const same: typeof begun = stubbed;
    withStubs(begun, { answer: async (state) => [{ tokens: 0 }, state.update({ response: "" })] });`,
  );
  refused(
    "for an action that there is not, in a state or to an end that it does not have",
    `${chat}
    withStubs(begun, { anwser: () => [] });
//                     ^^^^^^ 2561 Did you mean to write 'answer'?
    withStubs(begun, { prompt: (state) => state.update({ promt: "" }) });
//                                                       ^^^^^ 2561 Did you mean to write 'prompt'?
    withStubs(begun, { prompt: (state) => state });
//                     ^^^^^^ 2322 "'prompt' is declared under writes, but not written"
    withStubs(begun, { prompt: async (state) => state.update({ prompt: "" }) });
//                     ^^^^^^ 2322 is missing the following properties from type 'Completed'
    withStubs(begun, { answer: (state) => [{ tokens: "1" }, state.update({ response: "" })] });
//                     ^^^^^^ 2322 Type 'string' is not assignable to type 'number'.
    withStubs(begun, { measure: (state) => state.response.length });
//                     ^^^^^^^ 2322 Type 'number' is not assignable to type '{ length: number; }'.`,
  );
});

describe("recorder", () => {
  refused(
    "knows actions, inputs and changes by the type of the builder",
    `${chat}
    const log = recorder<typeof begun>();
    for (const step of log.steps) {
      if (step.action === "prompt") step.changes.promt;
//                                               ^^^^^ 2551 Did you mean 'prompt'?
      if (step.action === "promt") step;
//        ^^^^^^^^^^^^^^^^^^^^^^^ 2367 This comparison appears to be unintentional
    }
    begun.withHooks(log);`,
  );
});

describe("paths", () => {
  refused(
    "of a graph, with an option that there is",
    `${chat}
    const app = application().withActions({ answer }).withEntrypoint("answer").withState({ prompt: "" }).build();
    paths(app.graph, { errorEdge: true });
//                     ^^^^^^^^^ 2561 Did you mean to write 'errorEdges'?
    paths(app);
//        ^^^ 2345/2739 Graph`,
  );
});
