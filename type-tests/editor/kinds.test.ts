import { describe, expect } from "vitest";
import { onSome } from "../harness/for-tests.js";
import { versions } from "./chat.js";

// In every kind of action the editor offers what `action()` does, and shows as much.

const imports = `
  import * as v from "valibot";
  import { type ActionContext, actionBase, application, input, placeholder, result, streamingAction, twoStepAction, twoStepActionBase, when } from "typeburr";
  const declared = {
    reads: { prompt: v.string(), n: v.number() },
    writes: { out: v.string(), mode: v.picklist(["a", "b"]) },
    inputs: { text: v.string() },
  };
`;

/** The whole list at the marker, in any order. */
function offers(names: string, code: string): void {
  onSome(versions, code.trim(), async ({ completions }) => {
    const offered = (await completions(imports + code)).filter((name) => name !== "");
    expect(offered.sort().join(" ")).toBe(names);
  });
}

/** The hover at the marker, on one line. */
function shows(code: string, text: string): void {
  onSome(versions, `${code.trim()} shows ${text}`, async ({ hover }) => {
    expect((await hover(imports + code)).replace(/\s+/g, " ")).toBe(text);
  });
}

const operations = "append extend getAll has increment keys merge n prompt subset update wipe ~writes";

describe("options", () => {
  offers("deletes inputs reads run tags update writes", "twoStepAction({ /*|*/ });");
  offers("deletes inputs item reads run tags writes", "streamingAction({ /*|*/ });");
  offers("deletes inputs reads tags writes", "placeholder({ /*|*/ });");
  offers("deletes inputs reads tags writes", "actionBase({ /*|*/ });");
  offers("deletes inputs reads tags writes", "twoStepActionBase({ /*|*/ });");
});

describe("a two-step action", () => {
  const two = (run: string, update: string) => `twoStepAction({ ...declared, run: ${run}, update: ${update} });`;

  offers(operations, two("(state) => state./*|*/", "(result, state) => state"));
  offers("text", two("(state, inputs) => inputs./*|*/", "(result, state) => state"));
  offers(operations, two("async () => 1", "(result, state) => state./*|*/"));
  offers("mode out", two("async () => 1", "(result, state) => state.update({ /*|*/ })"));
  offers("a b", two("async () => 1", `(result, state) => state.update({ out: "", mode: "/*|*/" })`));
  offers("cost tokens", two("async () => ({ tokens: 1, cost: 2 })", "(result, state) => state.update(result./*|*/)"));
  offers(
    "bind run update ~facets ~inputs ~reads ~result ~writes",
    `${two("() => 1", "(r, s) => s").slice(0, -1)}./*|*/;`,
  );

  shows(
    two("(/*|*/state) => 1", "(result, state) => state"),
    "(parameter) state: State<{ readonly prompt: string; readonly n: number; }>",
  );
  shows(
    two("async () => ({ tokens: 1 })", `(/*|*/result, state) => state.update({ out: "", mode: "a" })`),
    "(parameter) result: { tokens: number; }",
  );
});

describe("a streaming action", () => {
  offers(operations, "streamingAction({ ...declared, *run(state) { state./*|*/; return state; } });");
  offers("text", "streamingAction({ ...declared, async *run(state, inputs) { inputs./*|*/; return state; } });");
  offers(
    "mode out",
    "streamingAction({ ...declared, async *run(state) { yield 1; return state.update({ /*|*/ }); } });",
  );
  shows(
    "streamingAction({ ...declared, item: v.string(), *run(/*|*/state) { return state; } });",
    `(parameter) state: State<{ readonly prompt: string; readonly n: number; }, { readonly out: string; readonly mode: "a" | "b"; }, never, never>`,
  );
});

describe("a class of actions", () => {
  const one = (body: string) => `class One extends actionBase(declared) { ${body} }`;
  const two = (body: string) =>
    `class Two extends twoStepActionBase(declared) { run() { return { tokens: 1 }; } ${body} }`;

  offers(operations, one(`run(state: this["State"]) { state./*|*/; return state; }`));
  offers("text", one(`run(state: this["State"], inputs: this["Inputs"]) { inputs./*|*/; return state; }`));
  offers("mode out", one(`run(state: this["State"]) { return state.update({ /*|*/ }); }`));
  offers("tokens", two(`update(result: this["Result"], state: this["UpdateState"]) { result./*|*/; return state; }`));
  offers(
    "mode out",
    two(`update(result: this["Result"], state: this["UpdateState"]) { return state.update({ /*|*/ }); }`),
  );
  offers(
    "Inputs State bind run ~facets ~inputs ~reads ~result ~writes",
    one(`run(state: this["State"], inputs: this["/*|*/"]) { return state; }`),
  );
});

describe("a graph", () => {
  const make = `const sketch = placeholder(declared); const graph = application().withActions({ sketch, ask: input({ text: v.string() }), end: result("mode") });`;

  offers("ask end sketch", `${make} graph.withEntrypoint("/*|*/");`);
  offers("mode n out prompt text", `${make} graph.withState({ /*|*/ });`);
  offers("a b", `${make} graph.withTransitions(["sketch", "end", when({ mode: "/*|*/" })]);`);
  shows(
    `${make} const app = graph.withTransitions(["sketch", "end", when({ mode: "a" })]).withEntrypoint("sketch").withState({ prompt: "", n: 1 }).build();
    const stop = await app.run({ haltAfter: ["end"] }); if (stop.action === "end") stop./*|*/result;`,
    `(property) result: { readonly mode: "a"; }`,
  );
});
