import { consoleLogger } from "typeburr";
import * as v from "valibot";
import { afterEach, describe, expect, test, vi } from "vitest";
import { act, count, idle } from "../semantics/apps.js";
import { expectRefusal, refusal, thrownBy } from "../support/refusal.js";
import { js } from "../support/untyped.js";
import { lookedOn, throwing } from "./looked-on.js";

const n = v.number();

/** A clock of which each look takes a millisecond. */
const clock = () => {
  let time = 0;
  return () => time++;
};

function logged(detail?: "steps" | "changes" | "everything") {
  const lines: string[] = [];
  const options = { write: (text: string) => lines.push(text), now: clock(), ...(detail ? { detail } : {}) };
  return { lines, hooks: [consoleLogger(options)] };
}

const traced = act({ reads: { n }, writes: { n } }, (state, _, { span, logAttributes }) => {
  span("outer", (outer) => {
    (outer as { logAttributes(of: object): void }).logAttributes({ tokens: 12, model: "small" });
    (outer as { span: typeof span }).span("inner", () => {});
  });
  logAttributes({ cost: 0.1 });
  return state.increment({ n: 1 });
});
const chunks = js.streamingAction({
  reads: {},
  writes: { text: v.string() },
  inputs: { end: v.string() },
  *run(state: { update(values: object): unknown }, { end }: { end: string }) {
    yield "a";
    yield "b";
    return state.update({ text: `ab${end}` });
  },
});
const fails = act({}, throwing(new TypeError("fetch failed")));

const whole = (hooks: readonly unknown[]) =>
  lookedOn(
    hooks,
    { traced, fails, chunks },
    [
      ["traced", "traced", js.expr("n < 2")],
      ["traced", "fails"],
      ["fails", "chunks", js.onError(TypeError)],
    ],
    { n: 0 },
  );

describe("consoleLogger()", () => {
  test("a line a step, what changed, spans and attributes, failures and where they lead", async () => {
    const { lines, hooks } = logged();
    await whole(hooks).run({ inputs: { end: "!" } });
    expect(lines).toEqual([
      "test created, begins with traced",
      "0 traced 5.0 ms: n 0 → 1",
      "  outer 3.0 ms",
      '    tokens 12, model "small"',
      "    inner 1.0 ms",
      "  cost 0.1",
      "1 traced 5.0 ms: n 1 → 2",
      "  outer 3.0 ms",
      '    tokens 12, model "small"',
      "    inner 1.0 ms",
      "  cost 0.1",
      "2 fails failed after 1.0 ms: TypeError: fetch failed",
      "  → chunks because on TypeError",
      '3 chunks 1.0 ms, 2 items: text "ab!"',
      "run ended after 17 ms, 4 steps",
    ]);
  });

  test("only steps, on request", async () => {
    const { lines, hooks } = logged("steps");
    await whole(hooks).run({ inputs: { end: "!" } });
    expect(lines).toEqual([
      "test created, begins with traced",
      "0 traced 1.0 ms",
      "1 traced 1.0 ms",
      "2 fails failed after 1.0 ms: TypeError: fetch failed",
      "  → chunks because on TypeError",
      "3 chunks 1.0 ms, 2 items",
      "run ended after 9.0 ms, 4 steps",
    ]);
  });

  test("why a transition was taken, inputs and items, on request", async () => {
    const { lines, hooks } = logged("everything");
    await whole(hooks).run({ inputs: { end: "!" } });
    expect(lines.filter((text) => !/outer|inner|tokens|cost/.test(text))).toEqual([
      "test created, begins with traced",
      "0 traced 5.0 ms: n 0 → 1",
      "  → traced because n < 2",
      "1 traced 5.0 ms: n 1 → 2",
      "  → fails because default, not n < 2",
      "2 fails failed after 1.0 ms: TypeError: fetch failed",
      "  → chunks because on TypeError",
      '3 chunks 1.0 ms, 2 items: text "ab!"',
      '  given end "!"',
      '  item 0 "a"',
      '  item 1 "b"',
      "  → the end",
      "run ended after 17 ms, 4 steps",
    ]);
  });

  test("a call that fails says why, unless its step has", async () => {
    const { lines, hooks } = logged();
    const one = lookedOn(hooks, { fails });
    await thrownBy(() => one.run());
    const broken = js.condition({ reads: {}, name: "broken", test: throwing(new Error("mine")) });
    const two = logged();
    await thrownBy(() => lookedOn(two.hooks, { idle }, [["idle", "idle", broken]]).run());
    expect(lines.slice(1)).toEqual([
      "0 fails failed after 1.0 ms: TypeError: fetch failed",
      "run failed after 3.0 ms, 1 step",
    ]);
    expect(two.lines.slice(1)).toEqual([
      "0 idle 1.0 ms: nothing changed",
      "run failed after 3.0 ms, 1 step: Error: mine",
    ]);
  });

  test("a call that is left; what hooks have thrown that nobody else is told", async () => {
    const { lines, hooks } = logged();
    for await (const _ of lookedOn(hooks, { count }, [["count", "count"]], { n: 0 }).iterate()) break;
    await thrownBy(() => lookedOn([...hooks, { postRunStep: throwing("hook") }], { fails }).run());
    expect(lines.slice(2)).toEqual([
      "iterate left after 3.0 ms, 1 step",
      "test created, begins with fails",
      "0 fails failed after 1.0 ms: TypeError: fetch failed",
      "run failed after 3.0 ms, 1 step",
      "  HookError: postRunStep at action 'fails' threw: hook",
    ]);
  });

  test("spans that fail, and that nobody has waited for", async () => {
    const { lines, hooks } = logged();
    const action = act({}, (state, _, { span }) => {
      try {
        span("bad", throwing(new Error("mine")));
      } catch {}
      span("open", () => new Promise(() => {}));
      return state;
    });
    await lookedOn(hooks, { action }).run();
    expect(lines.slice(2, 4)).toEqual(["  bad failed after 1.0 ms: Error: mine", "  open unfinished"]);
  });

  test("a hundred lines below a step, and no more", async () => {
    const { lines, hooks } = logged();
    const action = act({}, (state, _, { span }) => {
      for (let at = 0; at < 1_000; at++) span("s", () => {});
      return state;
    });
    await lookedOn(hooks, { action }).run();
    expect(lines).toHaveLength(104);
    expect(lines[102]).toBe("  … 900 more");
  });

  test("of several applications each line names its own", async () => {
    const lines: string[] = [];
    const hook = consoleLogger({ write: (text) => lines.push(text), now: clock() });
    const named = (appId: string) =>
      js.application().withActions({ idle }).withEntrypoint("idle").withIdentifiers({ appId }).withHooks(hook).build();
    const one = named("one");
    await one.run();
    const two = named("two");
    await Promise.all([one.run(), two.run()]);
    expect(lines.map((text) => text.replace(/[\d.]+ ms/, "…"))).toEqual([
      "one created, begins with idle",
      "0 idle …: nothing changed",
      "run ended after …, 1 step",
      "[two] two created, begins with idle",
      "[one] run ended after …, 0 steps",
      "[two] 0 idle …: nothing changed",
      "[two] run ended after …, 1 step",
    ]);
  });

  test("whatever stands in the state, a line is one, and short", async () => {
    const { lines, hooks } = logged("everything");
    const bad = Object.defineProperty({}, "bad", { enumerable: true, get: throwing("mine") });
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const values = [
      "x".repeat(10_000_000),
      "a\nb\u001b[2J",
      circular,
      new Array(100_000).fill("y"),
      new Error("z".repeat(10_000_000)),
    ];
    const action = act({ writes: { value: v.any() }, inputs: { value: v.any() } }, (state, { value }, { span }) => {
      span(`s\n${"x".repeat(10_000)}`, (inner) =>
        (inner as { logAttributes(of: object): void }).logAttributes({ value, bad }),
      );
      return state.update({ value });
    });
    for (const value of values) await lookedOn(hooks, { action }, [], { value: null }).run({ inputs: { value } });
    expect(lines.length).toBeGreaterThan(values.length * 4);
    for (const text of lines) {
      expect(text).not.toMatch(/\p{Cc}/u);
      expect(text.length).toBeLessThan(600);
    }
  });
});

describe("where lines go, and how they look", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  const mark = String.fromCodePoint(27);
  const written = async (options?: object): Promise<string[]> => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    log.mockClear();
    await thrownBy(() => lookedOn([consoleLogger(options)], { fails }).run());
    return log.mock.calls.map(([text]) => String(text));
  };
  const terminal = (env: object = {}) => vi.stubGlobal("process", { stdout: { isTTY: true }, env });

  test("to the console, without colors where it is no terminal", async () => {
    vi.stubGlobal("process", { stdout: {}, env: {} });
    const lines = await written();
    expect(lines).toHaveLength(3);
    expect(lines.join("")).not.toContain(mark);
  });

  test("with colors where it is one, unless it was told not to", async () => {
    terminal();
    const [, step] = await written();
    expect(step?.replaceAll(mark, "^").replace(/[\d.]+ ms/, "…")).toBe(
      "^[2m0^[22m ^[1mfails^[22m ^[31mfailed after …: TypeError: fetch failed^[39m",
    );
    expect((await written({ colors: false })).join("")).not.toContain(mark);
    terminal({ NO_COLOR: "1" });
    expect((await written()).join("")).not.toContain(mark);
  });

  test("without a process there is no terminal", async () => {
    vi.stubGlobal("process", undefined);
    expect((await written()).join("")).not.toContain(mark);
  });

  test("what goes elsewhere has colors on request only", async () => {
    terminal();
    const lines: string[] = [];
    const write = (text: string) => lines.push(text);
    await lookedOn([consoleLogger({ write })], { idle }).run();
    expect(lines.join("")).not.toContain(mark);
    await lookedOn([consoleLogger({ write, colors: true })], { idle }).run();
    expect(lines.join("")).toContain(mark);
  });
});

test.each([
  [{ level: "all" }, "consoleLogger() has no option 'level'"],
  [{ detial: "steps" }, "Did you mean 'detail'?"],
  [{ detail: "all" }, "detail of consoleLogger() must be one of steps, changes, everything, not 'all'"],
  [{ write: "console" }, "write of consoleLogger() must be a function, not a string"],
  [{ now: 1 }, "now of consoleLogger() must be a function, not a number"],
  [{ colors: "yes" }, "colors of consoleLogger() must be a boolean, not a string"],
  [null, "consoleLogger() takes a record of options, { detail }, not null"],
])("the options %o are refused", async (options, says) => {
  await expectRefusal(() => consoleLogger(options as never), refusal("DefinitionError", says));
});
