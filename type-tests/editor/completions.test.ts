import { describe, expect } from "vitest";
import { onSome } from "../harness/for-tests.js";
import { chat, versions } from "./chat.js";

/** The whole list at the marker, in any order. */
function offers(names: string, code: string): void {
  onSome(versions, code.trim(), async ({ completions }) => {
    // 7.0 may offer the empty literal that stands there already
    const offered = (await completions(chat + code)).filter((name) => name !== "");
    expect(offered.sort().join(" ")).toBe(names);
  });
}

/** The list at the marker should be this, and is not yet: fails as soon as it is. */
function offersNotYet(names: string, code: string): void {
  onSome(versions, code.trim(), async ({ completions }) => {
    const found = (await completions(chat + code)).sort().join(" ");
    expect(found, "This is offered now: make it `offers`.").not.toBe(names);
  });
}

describe("names of actions", () => {
  const actions = "answer decide prompt";

  offers(actions, `start.withTransitions(["/*|*/"]);`);
  offers(actions, `start.withTransitions(["/*|*/", "decide"]);`);
  offers(actions, `start.withTransitions([["/*|*/"]]);`);
  offers(actions, `start.withTransitions([["prompt", "/*|*/"], "decide"]);`);
  offers(actions, `start.withTransitions(["prompt", "/*|*/"]);`);
  offers(actions, `start.withTransitions(["prompt", "/*|*/", when({ prompt: "" })]);`);
  offers(actions, `start.withTransitions(["prompt", "decide"], ["/*|*/"]);`);
  offers(actions, `start.withTransitions(["prompt", "decide"], ["decide", "/*|*/"]);`);
  offers(actions, `start.withTransitions(["prompt", "decide"]).withTransitions(["decide", "/*|*/"]);`);
  offers(actions, `start.withEntrypoint("/*|*/");`);

  // What stands there already is not wrong, so that a dead transition still offers names and no sentence.
  offers(actions, `start.withTransitions(["prompt", "decide"], ["prompt", "/*|*/"]);`);
});

describe("what a run can stop at: actions and tags", () => {
  const halts = "@tag:thinks answer decide prompt";

  offers(halts, `app.run({ haltAfter: ["/*|*/"] });`);
  offers(halts, `app.run({ haltAfter: ["answer", "/*|*/"] });`);
  offers(halts, `app.run({ haltBefore: ["/*|*/"] });`);
  offers(halts, `app.iterate({ haltAfter: ["/*|*/"] });`);
  offersNotYet(halts, `app.run({ haltAfter: all("/*|*/") });`);
});

describe("conditions: keys of the graph and their values", () => {
  const keys = "history mode prompt response safe";

  offers(keys, `start.withTransitions(["decide", "answer", when({ /*|*/ })]);`);
  offers(keys, `start.withTransitions(["prompt", "decide"], ["decide", "answer", when({ /*|*/ })]);`);
  offers("history mode prompt response", `start.withTransitions(["decide", "answer", when({ safe: true, /*|*/ })]);`);
  offers("code image", `start.withTransitions(["decide", "answer", when({ mode: "/*|*/" })]);`);
  offers("code image", `start.withTransitions(["decide", "answer", { mode: "/*|*/" }]);`);
  offers(keys, `start.withTransitions(["decide", "answer", { /*|*/ }]);`);
  offersNotYet(keys, `start.withTransitions(["decide", "answer", not(when({ /*|*/ }))]);`);
  offersNotYet(keys, `start.withTransitions(["decide", "answer", and(when({ /*|*/ }))]);`);

  // Keys that only the initial state has.
  offers(`epochs ${keys}`, `start.withState({ epochs: 1 }).withTransitions(["decide", "answer", when({ /*|*/ })]);`);
  offers("epochs", `condition({ reads: { epochs: v.number() }, test: (state) => state./*|*/ });`);
});

describe("the initial state: keys of the graph and their values", () => {
  offers("history mode prompt response safe", "start.withState({ /*|*/ });");
  offers("history mode prompt response", "start.withState({ safe: true, /*|*/ });");
  offers("code image", `start.withState({ mode: "/*|*/" });`);
  offers("content role", "start.withState({ history: [{ /*|*/ }] });");
  offers("assistant user", `start.withState({ history: [{ role: "/*|*/" }] });`);
});

describe("where an application is loaded from", () => {
  const begin = `default: { state: {}, entrypoint: "prompt" }`;
  const record =
    "action appId createdAt delta format parent partitionKey position previousId sequenceId state status version weight writeId";

  offers("history mode prompt response safe", "start.initializeFrom(store, { default: { state: { /*|*/ } } });");
  offers("code image", `start.initializeFrom(store, { default: { state: { mode: "/*|*/" }, entrypoint: "prompt" } });`);
  offers("assistant user", `start.initializeFrom(store, { default: { state: { history: [{ role: "/*|*/" }] } } });`);
  offers("answer decide prompt", `start.initializeFrom(store, { default: { state: {}, entrypoint: "/*|*/" } });`);
  offers("entrypoint state", "start.initializeFrom(store, { default: { /*|*/ } });");
  offers("entrypoint next", `start.initializeFrom(store, { ${begin}, resume: "/*|*/" });`);
  offers("codecs fork migrate resume", `start.initializeFrom(store, { ${begin}, /*|*/ });`);
  offers("appId partitionKey sequenceId", `start.initializeFrom(store, { ${begin}, fork: { /*|*/ } });`);
  offers(record, `start.initializeFrom(store, { ${begin}, migrate: (record) => record./*|*/ });`);
});

describe("where an application is saved", () => {
  offers("codecs version", "start.withPersister(store, { /*|*/ });");
  offers("history mode prompt response safe", "start.withPersister(store, { codecs: { /*|*/ } });");
  offers("decode encode", "start.withPersister(store, { codecs: { mode: { /*|*/ } } });");
  offers("limit", "start.withHistory({ /*|*/ });");
  offers("action sequenceId state", "app.history[0]?./*|*/;");
  offers("history mode prompt response safe", "app.history[0]?.state./*|*/;");
});

describe("inputs", () => {
  offers("size text", "app.run({ inputs: { /*|*/ } });");
  offers("size", `app.step({ inputs: { text: "", /*|*/ } });`);
  offers("size text", "prompt.bind({ /*|*/ });");
});

describe("options", () => {
  const hooks =
    "logAttributes onTransition postApplicationCreate postEndSpan postEndStream postExecuteCall " +
    "postRunStep postStreamItem preExecuteCall preRunStep preStartSpan preStartStream";

  offers("haltAfter haltBefore inputs signal", "app.run({ /*|*/ });");
  offers("inputs signal", "app.step({ /*|*/ });");
  offers("deletes inputs reads run tags writes", "action({ /*|*/ });");
  offers("appId partitionKey", "start.withIdentifiers({ /*|*/ });");
  offers(hooks, "start.withHooks({ /*|*/ });");
  offers(hooks, "start.withHooks({ preRunStep() {} }, { /*|*/ });");
  offers("action appId inputs partitionKey sequenceId state", "start.withHooks({ preRunStep: ({ /*|*/ }) => {} });");
  offers("colors detail now write", "consoleLogger({ /*|*/ });");
  offers("changes everything steps", `consoleLogger({ detail: "/*|*/" });`);
  offers("history prompt", `fields({ prompt: v.string(), history: v.array(Message) }).pick("/*|*/");`);
});

describe("in run: state, its operations, inputs, context", () => {
  const declared = `reads: { prompt: v.string(), n: v.number() },
      writes: { out: v.string(), total: v.number(), mode: v.picklist(["a", "b"]), history: v.array(Message) }`;
  const operations = "append extend getAll has increment keys merge n prompt subset update wipe ~writes";

  offers(operations, `action({ ${declared}, run: (state) => state./*|*/ });`);
  offers(operations, `action({ ${declared}, run: (state) => { state./*|*/; return state; } });`);
  offers(operations, `action({ ${declared}, run: (state) => state.update({ out: "" })./*|*/ });`);

  offers("history mode out total", `action({ ${declared}, run: (state) => state.update({ /*|*/ }) });`);
  offers("history mode total", `action({ ${declared}, run: (state) => state.update({ out: "", /*|*/ }) });`);
  offers("a b", `action({ ${declared}, run: (state) => state.update({ mode: "/*|*/" }) });`);
  offers("history", `action({ ${declared}, run: (state) => state.append({ /*|*/ }) });`);
  offers("content role", `action({ ${declared}, run: (state) => state.append({ history: { /*|*/ } }) });`);
  offers("assistant user", `action({ ${declared}, run: (state) => state.append({ history: { role: "/*|*/" } }) });`);
  offers("history", `action({ ${declared}, run: (state) => state.extend({ /*|*/ }) });`);
  offers("total", `action({ ${declared}, run: (state) => state.increment({ /*|*/ }) });`);
  offers("n prompt", `action({ ${declared}, run: (state) => state.subset("/*|*/") });`);

  offers(
    "size text",
    `action({ reads: {}, writes: {}, inputs: { text: v.string(), size: v.number() }, run: (state, { /*|*/ }) => state });`,
  );
  offers(
    "action appId error idempotencyKey logAttributes partitionKey sequenceId signal span",
    "action({ reads: {}, writes: {}, run: (state, inputs, context) => { context./*|*/; return state; } });",
  );
});

describe("members", () => {
  const builder =
    "build initializeFrom withActions withEntrypoint withHistory withHooks withIdentifiers withPersister withState withTransitions";

  offers(builder, "start./*|*/;");
  offers(builder, `start.initializeFrom(store, { default: { state: {}, entrypoint: "prompt" } })./*|*/;`);
  // The internal ones sort behind the letters, to the end of the editor's list.
  offers("bind run ~facets ~inputs ~reads ~result ~writes", "decide./*|*/;");
});

describe("stops", () => {
  const stop = `const stop = await app.run({ haltAfter: ["decide"], haltBefore: ["answer"] });`;

  offers("answer decide", `${stop} if (stop.action === "/*|*/") {}`);
  offers("after before end", `${stop} if (stop.halted === "/*|*/") {}`);
  offers("history mode prompt response safe", `${stop} stop.state./*|*/;`);
  offers("tokens", `for await (const step of app.iterate()) if (step.action === "answer") step.result./*|*/;`);
});
