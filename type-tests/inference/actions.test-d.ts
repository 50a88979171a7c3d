import { expectTypeOf } from "expect-type";
import {
  type AnyAction,
  action,
  application,
  fields,
  type InferInputs,
  type InferReads,
  type InferResult,
  type InferWrites,
} from "typeburr";
import * as v from "valibot";
import { describe, test } from "vitest";

const Message = v.object({ role: v.picklist(["user", "assistant"]), content: v.string() });
type Message = { role: "user" | "assistant"; content: string };

describe("an action's types", () => {
  const act = action({
    reads: { count: v.number(), history: v.array(Message) },
    writes: { count: v.number(), note: v.optional(v.string()) },
    inputs: { text: v.string(), size: v.optional(v.number()) },
    tags: ["slow", "paid"],
    run: (state) => state.increment({ count: 1 }),
  });

  test("are those of its schemas", () => {
    expectTypeOf<InferReads<typeof act>>().toEqualTypeOf<{ readonly count: number; readonly history: Message[] }>();
    expectTypeOf<InferWrites<typeof act>>().toEqualTypeOf<{
      readonly count: number;
      readonly note: string | undefined;
    }>();
  });

  test("inputs whose schema accepts undefined may be left out", () => {
    expectTypeOf<InferInputs<typeof act>>().toEqualTypeOf<{
      readonly text: string;
      readonly size?: number | undefined;
    }>();
  });

  test("the result is what it wrote, unless run has one of its own", () => {
    expectTypeOf<InferResult<typeof act>>().toEqualTypeOf<InferWrites<typeof act>>();
  });

  test("tags and asynchrony are known", () => {
    expectTypeOf<(typeof act)["~facets"]["tags"]>().toEqualTypeOf<"slow" | "paid">();
    expectTypeOf<(typeof act)["~facets"]["async"]>().toEqualTypeOf<false>();
  });

  test("nothing but what was declared", () => {
    const empty = action({ reads: {}, writes: {}, run: (state) => state });
    expectTypeOf<InferReads<typeof empty>>().toEqualTypeOf<{}>();
    expectTypeOf<InferWrites<typeof empty>>().toEqualTypeOf<{}>();
    expectTypeOf<InferInputs<typeof empty>>().toEqualTypeOf<{}>();
    expectTypeOf<InferResult<typeof empty>>().toEqualTypeOf<{}>();
    expectTypeOf<(typeof empty)["~facets"]["tags"]>().toEqualTypeOf<never>();
  });
});

describe("schemas that change what they are given", () => {
  const Name = v.pipe(v.string(), v.brand("Name"));
  const act = action({
    reads: {
      length: v.pipe(
        v.string(),
        v.transform((text) => text.length),
      ),
      size: v.optional(v.number(), 1),
      maybe: v.optional(v.string()),
      nothing: v.nullable(v.string()),
      name: Name,
    },
    writes: {
      at: v.pipe(
        v.string(),
        v.transform((text) => new Date(text)),
      ),
      level: v.optional(v.number(), 1),
    },
    inputs: { mode: v.optional(v.picklist(["a", "b"]), "a") },
    run: (state, inputs) => {
      expectTypeOf(state.length).toEqualTypeOf<number>();
      expectTypeOf(state.size).toEqualTypeOf<number>();
      expectTypeOf(state.maybe).toEqualTypeOf<string | undefined>();
      expectTypeOf(state.nothing).toEqualTypeOf<string | null>();
      expectTypeOf(state.name).toEqualTypeOf<v.InferOutput<typeof Name>>();
      expectTypeOf(inputs.mode).toEqualTypeOf<"a" | "b">();
      return state.update({ at: "2000-01-01" });
    },
  });

  test("give to run what they make of it, and take from others what they accept", () => {
    expectTypeOf<InferReads<typeof act>["length"]>().toEqualTypeOf<number>();
    expectTypeOf<(typeof act)["~reads"]["length"]>().toEqualTypeOf<string>();
    expectTypeOf<InferWrites<typeof act>>().toEqualTypeOf<{ readonly at: Date; readonly level: number }>();
    expectTypeOf<InferInputs<typeof act>>().toEqualTypeOf<{ readonly mode?: "a" | "b" | undefined }>();
  });
});

describe("what run returns", () => {
  const writes = { n: v.number() };

  test("a state, sync or async", () => {
    const sync = action({ reads: {}, writes, run: (state) => state.update({ n: 1 }) });
    const late = action({ reads: {}, writes, run: async (state) => state.update({ n: 1 }) });
    const promised = action({ reads: {}, writes, run: (state) => Promise.resolve(state.update({ n: 1 })) });
    expectTypeOf<InferResult<typeof sync>>().toEqualTypeOf<{ readonly n: number }>();
    expectTypeOf<InferResult<typeof late>>().toEqualTypeOf<{ readonly n: number }>();
    expectTypeOf<InferResult<typeof promised>>().toEqualTypeOf<{ readonly n: number }>();
    expectTypeOf<(typeof sync)["~facets"]["async"]>().toEqualTypeOf<false>();
    expectTypeOf<(typeof late)["~facets"]["async"]>().toEqualTypeOf<true>();
    expectTypeOf<(typeof promised)["~facets"]["async"]>().toEqualTypeOf<true>();
  });

  test("[result, state], sync or async", () => {
    const sync = action({ reads: {}, writes, run: (state) => [{ tokens: 1 }, state.update({ n: 1 })] });
    const late = action({ reads: {}, writes, run: async (state) => [{ tokens: 1 }, state.update({ n: 1 })] });
    const none = action({ reads: {}, writes, run: (state) => [null, state.update({ n: 1 })] });
    expectTypeOf<InferResult<typeof sync>>().toEqualTypeOf<{ tokens: number }>();
    expectTypeOf<InferResult<typeof late>>().toEqualTypeOf<{ tokens: number }>();
    expectTypeOf<InferResult<typeof none>>().toEqualTypeOf<null>();
  });

  test("now the one, now the other: the result is either", () => {
    const either = action({
      reads: { big: v.boolean() },
      writes,
      run: (state) => {
        const next = state.update({ n: 1 });
        return state.big ? ([1, next] as const) : next;
      },
    });
    expectTypeOf<InferResult<typeof either>>().toEqualTypeOf<1 | { readonly n: number }>();
  });
});

describe("in run", () => {
  test("state has what is read, and nothing else", () => {
    action({
      reads: { a: v.string(), b: v.number() },
      writes: { c: v.string() },
      run: (state) => {
        expectTypeOf(state.getAll()).toEqualTypeOf<{ readonly a: string; readonly b: number }>();
        const { a, b } = state;
        expectTypeOf(a).toEqualTypeOf<string>();
        expectTypeOf(b).toEqualTypeOf<number>();
        expectTypeOf(state.subset("b").getAll()).toEqualTypeOf<{ readonly b: number }>();
        // @ts-expect-error 2339: `c` is only written
        state.c;
        // @ts-expect-error 2345: `subset` is of what is read
        state.subset("c");
        return state.update({ c: a });
      },
    });
  });

  test("inputs and context are typed", () => {
    action({
      reads: {},
      writes: {},
      inputs: { text: v.string(), size: v.optional(v.number()), mode: v.optional(v.string(), "") },
      run: (state, inputs, context) => {
        expectTypeOf(inputs).toEqualTypeOf<{
          readonly text: string;
          readonly size: number | undefined;
          readonly mode: string;
        }>();
        expectTypeOf(context.appId).toEqualTypeOf<string>();
        expectTypeOf(context.partitionKey).toEqualTypeOf<string | null>();
        expectTypeOf(context.sequenceId).toEqualTypeOf<number>();
        expectTypeOf(context.signal).toEqualTypeOf<AbortSignal>();
        return state;
      },
    });
  });
});

describe("bind", () => {
  const act = action({
    reads: {},
    writes: {},
    inputs: { text: v.string(), size: v.number(), mode: v.picklist(["a", "b"]) },
    run: (state) => state,
  });

  test("takes inputs away", () => {
    const bound = act.bind({ size: 1 });
    expectTypeOf<InferInputs<typeof bound>>().toEqualTypeOf<{ readonly text: string; readonly mode: "a" | "b" }>();
    const all = bound.bind({ text: "", mode: "a" });
    expectTypeOf<InferInputs<typeof all>>().toEqualTypeOf<{}>();
  });

  test("keeps what may be left out so", () => {
    const some = action({
      reads: {},
      writes: {},
      inputs: { text: v.string(), size: v.optional(v.number()) },
      run: (state) => state,
    });
    const bound = some.bind({ text: "" });
    expectTypeOf<InferInputs<typeof bound>>().toEqualTypeOf<{ readonly size?: number | undefined }>();
    const both = some.bind({ text: "", size: 1 });
    expectTypeOf<InferInputs<typeof both>>().toEqualTypeOf<{}>();
  });

  test("leaves the rest of the action as it is", () => {
    const bound = act.bind({ size: 1 });
    expectTypeOf<InferResult<typeof bound>>().toEqualTypeOf<InferResult<typeof act>>();
    expectTypeOf<(typeof bound)["~facets"]>().toEqualTypeOf<(typeof act)["~facets"]>();
  });

  test("knows the inputs and their types", () => {
    // @ts-expect-error 2322: a size is a number
    act.bind({ size: "1" });
    // @ts-expect-error 2353: there is no such input
    act.bind({ sise: 1 });
  });
});

describe("fields", () => {
  const f = fields({ prompt: v.string(), history: v.array(Message), count: v.optional(v.number(), 0) });

  test("give an action the schemas it picks", () => {
    expectTypeOf(f.pick("prompt")).toEqualTypeOf<{ readonly prompt: v.StringSchema<undefined> }>();
    const act = action({
      reads: f.pick("history", "count"),
      writes: f.pick("prompt", "history"),
      run: (state) => {
        expectTypeOf(state.count).toEqualTypeOf<number>();
        return state.update({ prompt: "" }).append({ history: { role: "user", content: "" } });
      },
    });
    expectTypeOf<InferWrites<typeof act>>().toEqualTypeOf<{ readonly prompt: string; readonly history: Message[] }>();
    expectTypeOf<(typeof act)["~facets"]["needs"]>().toEqualTypeOf<"history">();
  });

  test("know their names", () => {
    // @ts-expect-error 2345: there is no such field
    f.pick("promt");
  });
});

describe("actions of any kind", () => {
  const one = action({ reads: { a: v.string() }, writes: { b: v.number() }, run: (state) => state.update({ b: 1 }) });
  const two = action({
    reads: {},
    writes: { a: v.string() },
    inputs: { text: v.string() },
    tags: ["slow"],
    run: async (state) => [1, state.update({ a: "" })],
  });

  test("are AnyAction, in lists, records and maps", () => {
    expectTypeOf(one).toExtend<AnyAction>();
    expectTypeOf(two).toExtend<AnyAction>();
    const list: AnyAction[] = [one, two, two.bind({ text: "" })];
    const record: Record<string, AnyAction> = { one, two };
    const map = new Map<string, AnyAction>([
      ["one", one],
      ["two", two],
    ]);
    expectTypeOf([...list, ...Object.values(record), ...map.values()]).toEqualTypeOf<AnyAction[]>();
  });

  test("keep their types in a record that satisfies", () => {
    const record = { one, two } satisfies Record<string, AnyAction>;
    expectTypeOf(record.two).toEqualTypeOf<typeof two>();
    const app = application().withActions(record).withEntrypoint("two").withState({ a: "" }).build();
    expectTypeOf(app.state).toEqualTypeOf<{ readonly a: string; readonly b?: number }>();
  });

  test("are not each other", () => {
    expectTypeOf(one).not.toExtend<typeof two>();
    expectTypeOf(two).not.toExtend<typeof one>();
    // @ts-expect-error 2322: another key is read
    const wrong: typeof one = action({ reads: { c: v.string() }, writes: {}, run: (state) => state });
    expectTypeOf(wrong).toEqualTypeOf<typeof one>();
  });
});
