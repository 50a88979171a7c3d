import { action, application, onError } from "typeburr";
import { recorder } from "typeburr/testing";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { chat } from "./chat.js";

describe("recorder", () => {
  test("notes the steps in order, with inputs, results and what has changed", async () => {
    const log = recorder<typeof chat>();
    await chat
      .withHooks(log)
      .build()
      .run({ haltAfter: ["answer"], inputs: { text: " hello " } });

    expect(log.actions).toEqual(["prompt", "checkSafety", "answer"]);
    expect(log.steps).toMatchObject([
      {
        appId: "chat",
        sequenceId: 0,
        action: "prompt",
        inputs: { text: "hello" },
        changes: {
          prompt: { before: undefined, after: "hello" },
          history: { before: [], after: ["hello"] },
        },
      },
      { sequenceId: 1, inputs: {}, result: { score: 0 }, changes: { safe: { after: true } } },
      { sequenceId: 2, result: { tokens: 2 }, changes: { response: { after: "You said: hello" } } },
    ]);
    expect(log.steps.map(({ changes }) => Object.keys(changes).sort())).toEqual([
      ["history", "prompt"],
      ["safe"],
      ["response"],
    ]);
  });

  test("notes items, transitions and calls", async () => {
    const log = recorder<typeof chat>();
    await chat
      .withHooks(log)
      .build()
      .run({ haltAfter: ["answer"], inputs: { text: "hello" } });

    expect(log.items).toMatchObject([
      { action: "answer", item: "YOU SAID: ", index: 0, sequenceId: 2 },
      { action: "answer", item: "HELLO", index: 1, sequenceId: 2 },
    ]);
    expect(log.transitions).toMatchObject([
      { from: "prompt", to: "checkSafety" },
      { from: "checkSafety", to: "answer", tried: [{ to: "answer", condition: "safe=true", held: true }] },
    ]);
    expect(log.calls).toMatchObject([{ method: "run", error: undefined, hookErrors: [] }]);
  });

  test("notes a step that has failed, with its error and without changes", async () => {
    const error = new TypeError("no");
    const fail = action({
      reads: {},
      writes: { a: v.number() },
      run: (state) => {
        state.update({ a: 1 });
        throw error;
      },
    });
    const mend = action({ reads: {}, writes: { a: v.number() }, run: (state) => state.update({ a: 2 }) });
    const log = recorder();
    const app = application()
      .withActions({ fail, mend })
      .withTransitions(["fail", "mend", onError(TypeError)])
      .withEntrypoint("fail")
      .withHooks(log)
      .build();
    app.runSync();
    expect(log.steps).toMatchObject([
      { action: "fail", error, result: null, changes: {} },
      { action: "mend", error: undefined, changes: { a: { before: undefined, after: 2 } } },
    ]);
    expect(log.transitions[0]).toMatchObject({ from: "fail", to: "mend", error });
  });

  test("tells a key that is removed, one that stays, and one that is written with the same value", () => {
    const act = action({
      reads: {},
      writes: { same: v.number(), none: v.optional(v.number()) },
      deletes: ["gone"],
      run: (state) => state.wipe("gone").update({ same: 1, none: undefined }),
    });
    const log = recorder();
    application()
      .withActions({ act })
      .withEntrypoint("act")
      .withState({ gone: 1, same: 1, kept: 1 })
      .withHooks(log)
      .build()
      .stepSync();
    expect(log.steps[0]?.changes).toStrictEqual({
      gone: { before: 1, after: undefined },
      none: { before: undefined, after: undefined },
    });
  });

  test("notes spans where they are begun, and attributes", () => {
    const act = action({
      reads: {},
      writes: {},
      run: (state, _inputs, { span, logAttributes }) => {
        logAttributes({ tokens: 1 });
        span("outer", (outer) => outer.span("inner", (inner) => inner.logAttributes({ tokens: 2 })));
        try {
          span("wrong", () => {
            throw new Error("no");
          });
        } catch {}
        return state;
      },
    });
    const log = recorder();
    application().withActions({ act }).withEntrypoint("act").withHooks(log).build().stepSync();
    expect(log.spans).toMatchObject([
      { action: "act", name: "outer", parentId: null, status: "completed", error: undefined },
      { action: "act", name: "inner", parentId: "0:1", status: "completed" },
      { action: "act", name: "wrong", status: "failed", error: { message: "no" } },
    ]);
    expect(log.attributes).toMatchObject([
      { attributes: { tokens: 1 }, span: null },
      { attributes: { tokens: 2 }, span: { name: "inner" } },
    ]);
  });

  test("looks on at several applications at once", async () => {
    const log = recorder();
    const builder = chat.withHooks(log);
    const apps = ["a", "b"].map((appId) => builder.withIdentifiers({ appId }).build());
    await Promise.all(apps.map((app) => app.run({ haltAfter: ["answer"], inputs: { text: app.appId } })));
    for (const appId of ["a", "b"]) {
      const mine = log.steps.filter((step) => step.appId === appId);
      expect(mine.map(({ action }) => action)).toEqual(["prompt", "checkSafety", "answer"]);
      expect(mine[0]?.changes.prompt?.after).toBe(appId);
    }
  });

  test("hands out lists that stay as they are, and clears its own", async () => {
    const log = recorder();
    const app = chat.withHooks(log).build();
    await app.step({ inputs: { text: "hello" } });
    const { steps } = log;
    await app.step();
    expect(steps).toHaveLength(1);
    log.clear();
    expect(steps).toHaveLength(1);
    expect([log.actions, log.steps, log.transitions, log.items, log.calls].flat()).toEqual([]);
    await app.step();
    expect(log.actions).toEqual(["answer"]);
  });

  test("keeps of results, items and attributes what they were", async () => {
    const shared: { list: number[]; self?: object } = { list: [1] };
    shared.self = shared;
    const act = action({
      reads: {},
      writes: {},
      run: (state, _inputs, { logAttributes }) => {
        logAttributes(shared);
        return [shared, state];
      },
    });
    const log = recorder();
    application().withActions({ act }).withEntrypoint("act").withHooks(log).build().stepSync();
    shared.list.push(2);
    expect(log.steps[0]?.result).toMatchObject({ list: [1] });
    expect(log.attributes[0]?.attributes).toMatchObject({ list: [1] });
    expect(Object.isFrozen(shared)).toBe(false);
  });
});
