import { afterEach, describe, expect, test, vi } from "vitest";
import { lookedOn, Recorder, throwing } from "../lifecycle/looked-on.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { type Context, js } from "../support/untyped.js";
import { act, deferred, idle } from "./apps.js";

interface Span extends Pick<Context, "span" | "logAttributes"> {
  readonly id: string;
  readonly name: string;
}

const mine = new Error("mine");
const unhandled = vi.fn();
process.on("unhandledRejection", unhandled);
const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
afterEach(async () => {
  await turn();
  expect(unhandled).not.toHaveBeenCalled();
});

const within =
  <TResult>(work: (span: Span) => TResult) =>
  (span: unknown): TResult =>
    work(span as Span);
const tracing = (work: (context: Context) => unknown) =>
  act({}, async (state, _, context) => {
    await work(context);
    return state;
  });

/** What hooks were told of spans and attributes: `+ 0:1 name`, `- 0:1 completed`, `0:1 {...}`. */
const traceOf = (recorder: Recorder): string[] =>
  recorder.told.flatMap(({ name, event }) => {
    const span = event.span as { id: string; name: string; parentId: string | null } | null | undefined;
    if (name === "preStartSpan") return `+ ${span?.id} ${span?.name}${span?.parentId ? ` in ${span.parentId}` : ""}`;
    if (name === "postEndSpan")
      return `- ${span?.id} ${event.status}${event.error === undefined ? "" : ` ${event.error}`}`;
    if (name === "logAttributes") return `${span?.id ?? "step"} ${JSON.stringify(event.attributes)}`;
    return name === "postRunStep" ? "step done" : [];
  });

describe("spans and attributes", () => {
  test("nested, with attributes in their places; the work's value comes back", async () => {
    const recorder = new Recorder();
    const values: unknown[] = [];
    const action = tracing(async ({ span, logAttributes }) => {
      logAttributes({ a: 1 });
      values.push(
        await span(
          "outer",
          within(async (outer) => {
            outer.logAttributes({ b: 2 });
            values.push(
              outer.span(
                "inner",
                within((inner) => inner.logAttributes({ c: [inner.id, inner.name] })),
              ),
            );
            return outer.span("other", () => "value");
          }),
        ),
        span("sync", () => 3),
      );
    });
    await lookedOn([recorder.hooks], { action }).run();
    expect(values).toEqual([undefined, "value", 3]);
    expect(traceOf(recorder)).toEqual([
      'step {"a":1}',
      "+ 0:1 outer",
      '0:1 {"b":2}',
      "+ 0:2 inner in 0:1",
      '0:2 {"c":["0:2","inner"]}',
      "- 0:2 completed",
      "+ 0:3 other in 0:1",
      "- 0:3 completed",
      "- 0:1 completed",
      "+ 0:4 sync",
      "- 0:4 completed",
      "step done",
    ]);
  });

  test("at once: each has its own end, and its own parent", async () => {
    const recorder = new Recorder();
    const [left, right] = [deferred(), deferred()];
    const action = tracing(({ span }) => {
      const both = Promise.all([
        span(
          "left",
          within(async (one) => {
            await left.promise;
            one.span("in left", () => {});
          }),
        ),
        span("right", () => right.promise),
      ]);
      right.resolve();
      setTimeout(left.resolve);
      return both;
    });
    await lookedOn([recorder.hooks], { action }).run();
    expect(traceOf(recorder)).toEqual([
      "+ 0:1 left",
      "+ 0:2 right",
      "- 0:2 completed",
      "+ 0:3 in left in 0:1",
      "- 0:3 completed",
      "- 0:1 completed",
      "step done",
    ]);
  });

  test("ids are the same each time the same steps are run, and name their step", async () => {
    const traces: string[][] = [];
    for (let time = 0; time < 2; time++) {
      const recorder = new Recorder();
      const action = tracing(({ span }) =>
        span(
          "s",
          within((one) => one.span("t", turn)),
        ),
      );
      await lookedOn([recorder.hooks], { idle, action }, [
        ["idle", "action"],
        ["action", "action"],
      ]).run({
        haltAfter: js.all("action"),
      });
      traces.push(traceOf(recorder));
    }
    expect(traces[0]).toEqual(traces[1]);
    expect(traces[0]).toContain("+ 1:2 t in 1:1");
  });

  test.each([
    ["at once", throwing(mine)],
    ["later", () => turn().then(throwing(mine))],
  ])("that throws, %s: the action gets it unchanged, and may go on", async (_, work) => {
    const recorder = new Recorder();
    const action = tracing(async ({ span }) => {
      expect(await thrownBy(() => span("s", work))).toBe(mine);
    });
    await lookedOn([recorder.hooks], { action }).run();
    expect(traceOf(recorder)).toEqual(["+ 0:1 s", `- 0:1 failed ${mine}`, "step done"]);
    expect(
      await thrownBy(() => lookedOn([recorder.hooks], { action: tracing(({ span }) => span("s", work)) }).run()),
    ).toBe(mine);
  });

  test("the span has ended when the action goes on behind it", async () => {
    const order: string[] = [];
    const action = tracing(async ({ span }) => {
      await span("s", turn);
      order.push("action");
    });
    await lookedOn([{ postEndSpan: () => order.push("hook") }], { action }).run();
    expect(order).toEqual(["hook", "action"]);
  });

  test("async hooks: the action does not wait, the step does; they run in order", async () => {
    const order: string[] = [];
    const slow = (name: string) => async () => {
      order.push(`${name} begins`);
      await turn();
      order.push(`${name} ends`);
    };
    const hooks = {
      preStartSpan: slow("pre"),
      logAttributes: slow("log"),
      postEndSpan: slow("post"),
      postRunStep: () => order.push("step"),
    };
    const action = act({}, (state, _, { span, logAttributes }) => {
      span("s", () => {});
      logAttributes({});
      order.push("action");
      return state;
    });
    await lookedOn([hooks], { action }).run();
    expect(order).toEqual([
      "pre begins",
      "action",
      "pre ends",
      "post begins",
      "post ends",
      "log begins",
      "log ends",
      "step",
    ]);
  });

  test("async hooks that reject: the caller is told when the step is committed", async () => {
    const late = () => turn().then(throwing(mine));
    const action = tracing(({ span }) => span("s", () => {}));
    const one = lookedOn([{ preStartSpan: late, postEndSpan: late }], { action });
    const error = await expectRefusal(
      () => one.run(),
      refusal("HookError", "preStartSpan, postEndSpan at action 'action' threw: mine; mine"),
    );
    expect(error).toMatchObject({ cause: { errors: [mine, mine] } });
    expect(one.sequenceId).toBe(0);
  });

  test("one that its step does not wait for ends with it, and is not heard of again", async () => {
    const recorder = new Recorder();
    const gate = deferred();
    const afterwards: unknown[] = [];
    const action = act({}, (state, _, { span, logAttributes }) => {
      span(
        "open",
        within((open) =>
          open.span("in it", async () => {
            await gate.promise;
            open.logAttributes({ late: true });
            logAttributes({ late: true });
            afterwards.push(await span("late", async () => "its value"));
            throw mine;
          }),
        ),
      ).catch((error: unknown) => afterwards.push(error));
      return state;
    });
    const one = lookedOn([recorder.hooks], { action });
    await one.run();
    gate.resolve();
    await turn();
    expect(afterwards).toEqual(["its value", mine]);
    expect(traceOf(recorder)).toEqual([
      "+ 0:1 open",
      "+ 0:2 in it in 0:1",
      "- 0:2 unfinished",
      "- 0:1 unfinished",
      "step done",
    ]);
  });

  test("the first of several that fails leaves the others unfinished", async () => {
    const recorder = new Recorder();
    const action = tracing(({ span }) =>
      Promise.all([span("slow", () => new Promise(() => {})), span("bad", () => turn().then(throwing(mine)))]),
    );
    expect(await thrownBy(() => lookedOn([recorder.hooks], { action }).run())).toBe(mine);
    expect(traceOf(recorder)).toEqual([
      "+ 0:1 slow",
      "+ 0:2 bad",
      `- 0:2 failed ${mine}`,
      "- 0:1 unfinished",
      "step done",
    ]);
  });

  test.each([
    ["with hooks", [{ postEndSpan: () => {} }]],
    ["without", []],
  ])("a query is begun once, %s", async (_, hooks) => {
    let begun = 0;
    const query = {
      // biome-ignore lint/suspicious/noThenProperty: what knex and drizzle return
      then: (done: (rows: string) => void) => {
        begun += 1;
        setTimeout(() => done("rows"));
      },
    };
    const rows: unknown[] = [];
    await lookedOn(hooks, { action: tracing(async ({ span }) => rows.push(await span("query", () => query))) }).run();
    expect({ begun, rows }).toEqual({ begun: 1, rows: ["rows"] });
  });

  test("a promise comes back as it is", async () => {
    class Request extends Promise<string> {
      readonly id = 7;
    }
    const request = new Request((resolve) => resolve("done"));
    const action = tracing(async ({ span }) => expect(span("s", () => request)).toBe(request));
    await lookedOn([new Recorder().hooks], { action }).run();
  });

  test("without hooks the work is just done, in the same way", async () => {
    const ids: string[] = [];
    const action = tracing(({ span, logAttributes }) =>
      span(
        "a",
        within((a) =>
          a.span(
            "b",
            within((b) => {
              logAttributes({});
              ids.push(a.id, b.id, b.name);
            }),
          ),
        ),
      ),
    );
    await lookedOn([], { action }).run();
    expect(ids).toEqual(["0:1", "0:2", "b"]);
  });

  test("hooks get a copy of the attributes, as they were", async () => {
    const recorder = new Recorder();
    const usage = { tokens: 1 };
    await lookedOn([recorder.hooks], {
      action: tracing(({ logAttributes }) => {
        logAttributes(usage);
        usage.tokens = 2;
      }),
    }).run();
    expect(recorder.of("logAttributes")).toMatchObject([{ span: null, attributes: { tokens: 1 } }]);
    expect(Object.isFrozen(usage)).toBe(false);
  });

  test("what cannot be is refused, with hooks and without", async () => {
    const wrong: readonly (readonly [(context: Context) => unknown, string])[] = [
      [({ span }) => span(3, () => {}), "span() takes a name first, not a number"],
      [({ span }) => span("", () => {}), "not an empty string"],
      [({ span }) => span("s", undefined as never), "span() takes a function second, (span) => ..., not undefined"],
      [({ logAttributes }) => logAttributes("tokens"), "logAttributes() takes a record, { name: value }, not a string"],
      [({ logAttributes }) => logAttributes([1]), "not an array"],
    ];
    for (const [work, says] of wrong) {
      for (const hooks of [[], [new Recorder().hooks]]) {
        await expectRefusal(() => lookedOn(hooks, { action: tracing(work) }).run(), refusal("DefinitionError", says));
      }
    }
  });
});
