import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { counted } from "../support/counted.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js } from "../support/untyped.js";
import { act, app, idle, ran } from "./apps.js";

const n = v.number();

describe("validation is paid once", () => {
  test("what a write schema has parsed is not parsed again by the same read schema, nor by one made alike", async () => {
    const { check, count } = counted<string>();
    const make = () => v.pipe(v.string(), check, v.maxLength(10));
    const put = act({ writes: { x: make() } }, (state) => state.update({ x: "a" }));
    const look = act({ reads: { x: make() } });
    await ran(
      app({ put, look, again: look }, [
        ["put", "look"],
        ["look", "again"],
        ["again", "look"],
      ]),
      10,
    );
    expect(count()).toBe(1);
  });

  test("by a schema that differs it is, once, until the value changes", async () => {
    const { check, count } = counted<string>();
    const strict = v.pipe(v.string(), check);
    const put = act({ writes: { x: v.string() } }, (state) => state.update({ x: `a` }));
    const look = act({ reads: { x: strict } });
    const one = app({ put, look, again: look }, [
      ["put", "look"],
      ["look", "again"],
      ["again", "look"],
    ]);
    await ran(one, 10);
    expect(count()).toBe(1);
  });

  test("a changed value is parsed once more", async () => {
    const { check, count } = counted<number>();
    const add = act({ reads: { n: v.pipe(n, check) }, writes: { n } }, (state) => state.increment({ n: 1 }));
    const look = act({ reads: { n: v.pipe(n, check) } });
    const one = app(
      { add, look, again: look },
      [
        ["add", "look"],
        ["look", "again"],
        ["again", "add"],
      ],
      { n: 0 },
    );
    await ran(one, 1);
    const first = count();
    await ran(one, 3);
    // By `look`'s schema, and by that of `add`
    expect(count() - first).toBe(2);
  });

  test("one schema on two keys is remembered for each", async () => {
    const { check, count } = counted<string>();
    const shared = v.pipe(v.string(), check);
    const look = act({ reads: { x: shared, y: shared } });
    const one = app({ look }, [["look", "look"]], { x: "a", y: "b" });
    await ran(one, 1);
    const first = count();
    await ran(one, 10);
    expect(count()).toBe(first);
    expect(first).toBeLessThanOrEqual(4);
  });

  test("one schema on two keys keeps them apart", async () => {
    const seen: unknown[] = [];
    const shared = v.pipe(v.string(), v.trim());
    const look = act({ reads: { x: shared, y: shared } }, (state) => {
      seen.push(state.getAll());
      return state;
    });
    await ran(app({ look }, [["look", "look"]], { x: " a", y: " b" }), 2);
    expect(seen).toEqual([
      { x: "a", y: "b" },
      { x: "a", y: "b" },
    ]);
  });

  test("a transform or a default of the reader is applied, though the writer has the same, and once per value", async () => {
    const shout = v.pipe(
      v.string(),
      v.transform((text) => `${text}!`),
    );
    const seen: unknown[] = [];
    const put = act({ writes: { x: shout } }, (state) => state.update({ x: "a" }));
    const look = act({ reads: { x: shout, y: v.optional(n, 1) } }, (state) => {
      seen.push(state.getAll());
      return state;
    });
    const one = app({ put, look }, [
      ["put", "look"],
      ["look", "look"],
    ]);
    await ran(one, 3);
    expect(seen).toEqual([
      { x: "a!!", y: 1 },
      { x: "a!!", y: 1 },
    ]);
    // What the reader sees is its own affair: the state has what the writer's schema gave
    expect(one.state.getAll()).toEqual({ x: "a!" });
  });

  test("a default that is made anew is made anew for each step", async () => {
    let made = 0;
    const look = act({ reads: { x: v.optional(v.object({ id: n }), () => ({ id: ++made })) } });
    await ran(app({ look }, [["look", "look"]]), 3);
    expect(made).toBe(3);
  });

  test("a schema that calls a key 'message' is compared like any other", async () => {
    const put = act({ writes: { x: v.object({ message: v.string() }) } }, (state) =>
      state.update({ x: { message: "text" } }),
    );
    const look = act({ reads: { x: v.object({ message: n }) } });
    await expectRefusal(
      () => app({ put, look }, [["put", "look"]]).run(),
      refusal("ReadError", "action 'look' reads 'x'", "message: ", "Expected number"),
    );
  });

  test("a condition and an action share what was paid", async () => {
    const { check, count } = counted<number>();
    const put = act({ writes: { n: v.pipe(n, check) } }, (state) => state.update({ n: 1 }));
    const positive = js.condition({ reads: { n: v.pipe(n, check) }, test: (state: { n: number }) => state.n > 0 });
    await app({ put, look: act({ reads: { n: v.pipe(n, check) } }) }, [["put", "look", positive]]).run();
    expect(count()).toBe(1);
  });
});

describe("a step costs what it touches", () => {
  const message = () => {
    const { check, count, reset } = counted<string>();
    return {
      schema: v.array(v.object({ role: v.picklist(["user", "ai"]), text: v.pipe(v.string(), check) })),
      count,
      reset,
    };
  };
  const many = Array.from({ length: 10_000 }, (_, index) => ({ role: "user", text: String(index) }));

  test("appending to ten thousand messages parses one, however often it is read in between", async () => {
    const { schema, count, reset } = message();
    const load = act({ writes: { list: schema } }, (state) => state.update({ list: many }));
    const say = act({ reads: { list: schema }, writes: { list: schema } }, (state) =>
      state.append({ list: { role: "ai", text: "hi" } }),
    );
    const one = app({ load, say }, [
      ["load", "say"],
      ["say", "say"],
    ]);
    await ran(one, 1);
    expect(count()).toBe(10_000);
    reset();
    await ran(one, 50);
    expect(count()).toBe(50);
    expect(one.state.list).toHaveLength(10_050);
  });

  test("a list given as initial state is paid for once, though it is appended to without being read", async () => {
    const { schema, count, reset } = message();
    const say = act({ writes: { list: schema } }, (state) => state.append({ list: { role: "ai", text: "hi" } }));
    const look = act({ reads: { list: schema } });
    const one = app(
      { say, look },
      [
        ["say", "look"],
        ["look", "say"],
      ],
      { list: many.slice(0, 100) },
    );
    reset();
    await ran(one, 10);
    expect(count()).toBe(100 + 5);
  });

  test("what was given as initial state and does not fit is found when it is appended to", async () => {
    const { schema } = message();
    const say = act({ writes: { list: schema } }, (state) => state.append({ list: { role: "ai", text: "hi" } }));
    const look = act({ reads: { list: schema } });
    const one = app({ say, look }, [["say", "look"]], { list: [42] });
    await expectRefusal(() => one.run(), refusal("WriteError", "action 'say'", "stands in 'list'", "0: "));
    expect(one.state.getAll()).toEqual({ list: [42] });
  });

  test("an action that sees a list cut down does not cut it down in the state", async () => {
    const entry = v.object({ role: v.string(), text: v.string() });
    const say = act(
      { reads: { list: v.array(v.object({ role: v.string() })) }, writes: { list: v.array(entry) } },
      (state) => state.append({ list: { role: "ai", text: "new" } }),
    );
    const one = app({ say }, [["say", "say"]], { list: [{ role: "user", text: "kept" }] });
    await ran(one, 2);
    expect(one.state.list).toEqual([
      { role: "user", text: "kept" },
      { role: "ai", text: "new" },
      { role: "ai", text: "new" },
    ]);
  });

  test("a counter beside ten thousand messages touches none of them", async () => {
    const { schema, count } = message();
    const load = act({ writes: { list: schema, n } }, (state) => state.update({ list: many, n: 0 }));
    const add = act({ reads: { n }, writes: { n } }, (state) => state.increment({ n: 1 }));
    const one = app({ load, add, idle }, [
      ["load", "add"],
      ["add", "add"],
    ]);
    await ran(one, 1_000);
    expect(count()).toBe(10_000);
    expect(one.state.n).toBe(999);
  });
});
