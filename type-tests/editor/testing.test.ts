import { describe, expect } from "vitest";
import { onSome } from "../harness/for-tests.js";
import { chat, versions } from "./chat.js";

// What the editor offers where tests are written.

const imports = `import { contextOf, recorder, runAction, stateOf, withStubs } from "typeburr/testing";`;

/** The whole list at the marker, in any order. */
function offers(names: string, code: string): void {
  onSome(versions, code.trim(), async ({ completions }) => {
    expect((await completions(imports + chat + code)).sort().join(" ")).toBe(names);
  });
}

describe("stateOf offers what the action reads", () => {
  offers("history", "answer.run(stateOf({ /*|*/ }));");
  offers("prompt", "decide.run(stateOf({ /*|*/ }));");
});

describe("runAction offers what the action reads and takes, and what else it writes", () => {
  offers("context inputs state", "runAction(prompt, { /*|*/ });");
  offers("history prompt", "runAction(prompt, { state: { /*|*/ } });");
  offers("history response", "runAction(answer, { state: { /*|*/ } });");
  offers("size text", "runAction(prompt, { inputs: { /*|*/ } });");
  offers("code image", `runAction(decide, { state: { prompt: "", mode: "/*|*/" } });`);
});

describe("withStubs offers actions, and in a stub what the action reads and writes", () => {
  offers("answer decide prompt", "withStubs(start, { /*|*/ });");
  offers(
    "answer prompt",
    "withStubs(start, { decide: (state) => state.update({ mode: 'code', safe: true }), /*|*/ });",
  );
  offers("mode safe", "withStubs(start, { decide: (state) => state.update({ /*|*/ }) });");
});

describe("recorder offers the actions of the builder", () => {
  offers("answer decide prompt", `recorder<typeof start>().steps[0]?.action === "/*|*/";`);
});
