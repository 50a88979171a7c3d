import { expectTypeOf } from "expect-type";
import {
  type ActionContext,
  type AnyAction,
  action,
  actionBase,
  application,
  type InferInputs,
  type InferReads,
  type InferResult,
  type InferWrites,
  input,
  placeholder,
  result,
  streamingAction,
  twoStepAction,
  twoStepActionBase,
  when,
} from "typeburr";
import * as v from "valibot";
import { describe, test } from "vitest";

const reads = { a: v.string(), size: v.optional(v.number(), 1) };
const writes = { b: v.number(), note: v.optional(v.string()) };
const inputs = { text: v.string(), mode: v.optional(v.picklist(["x", "y"]), "x") };

class OneStep extends actionBase({ reads, writes, inputs, tags: ["slow"], deletes: ["a"] }) {
  readonly model: string;
  constructor(model: string) {
    super();
    this.model = model;
  }
  async run(state: this["State"], inputs: this["Inputs"], { signal }: ActionContext) {
    expectTypeOf(state.getAll()).toEqualTypeOf<{ readonly a: string; readonly size: number }>();
    expectTypeOf(inputs.text).toEqualTypeOf<string>();
    expectTypeOf(inputs.mode).toEqualTypeOf<"x" | "y">();
    expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
    return [{ tokens: 1 }, state.update({ b: 1 })] as const;
  }
}
class TwoSteps extends twoStepActionBase({ reads, writes, inputs, tags: ["slow"], deletes: ["a"] }) {
  async run(state: this["State"], { text }: this["Inputs"]) {
    expectTypeOf(state.getAll()).toEqualTypeOf<{ readonly a: string; readonly size: number }>();
    return { tokens: text.length };
  }
  update(result: this["Result"], state: this["UpdateState"]) {
    expectTypeOf(result.tokens).toEqualTypeOf<number>();
    return state.update({ b: result.tokens }).wipe("a");
  }
}

const kinds = {
  one: action({
    reads,
    writes,
    inputs,
    tags: ["slow"],
    deletes: ["a"],
    run: async (state) => [{ tokens: 1 }, state.update({ b: 1 })],
  }),
  two: twoStepAction({
    reads,
    writes,
    inputs,
    tags: ["slow"],
    deletes: ["a"],
    run: async () => ({ tokens: 1 }),
    update: ({ tokens }, state) => state.update({ b: tokens }),
  }),
  streaming: streamingAction({
    reads,
    writes,
    inputs,
    tags: ["slow"],
    deletes: ["a"],
    async *run(state) {
      yield state.a;
      return [{ tokens: 1 }, state.update({ b: 1 })];
    },
  }),
  placeholder: placeholder({ reads, writes, inputs, tags: ["slow"], deletes: ["a"] }),
  classOfOne: new OneStep(""),
  classOfTwo: new TwoSteps(),
};
type Kinds = typeof kinds;
type Each<TOf> = { [N in keyof Kinds]: TOf };

describe("what is typed in one kind of action is typed in all", () => {
  test("what it reads, writes and is given", () => {
    expectTypeOf<{ [N in keyof Kinds]: InferReads<Kinds[N]> }>().toEqualTypeOf<
      Each<{ readonly a: string; readonly size: number }>
    >();
    expectTypeOf<{ [N in keyof Kinds]: InferWrites<Kinds[N]> }>().toEqualTypeOf<
      Each<{ readonly b: number; readonly note: string | undefined }>
    >();
    expectTypeOf<{ [N in keyof Kinds]: InferInputs<Kinds[N]> }>().toEqualTypeOf<
      Each<{ readonly text: string; readonly mode?: "x" | "y" | undefined }>
    >();
  });

  test("what it needs, always writes, deletes; its tags", () => {
    expectTypeOf<{ [N in keyof Kinds]: Kinds[N]["~facets"]["needs"] }>().toEqualTypeOf<Each<"a">>();
    expectTypeOf<{ [N in keyof Kinds]: keyof Kinds[N]["~facets"]["leaves"] }>().toEqualTypeOf<Each<"b">>();
    expectTypeOf<{ [N in keyof Kinds]: Kinds[N]["~facets"]["deletes"] }>().toEqualTypeOf<Each<"a">>();
    expectTypeOf<{ [N in keyof Kinds]: Kinds[N]["~facets"]["tags"] }>().toEqualTypeOf<Each<"slow">>();
  });

  test("its result, and whether it takes time", () => {
    type Sketched = { placeholder: InferWrites<Kinds["placeholder"]> };
    expectTypeOf<{ [N in keyof Kinds]: InferResult<Kinds[N]> }>().branded.toEqualTypeOf<
      Omit<Each<{ tokens: number }>, "placeholder" | "classOfOne"> & Sketched & { classOfOne: { readonly tokens: 1 } }
    >();
    expectTypeOf<{ [N in keyof Kinds]: Kinds[N]["~facets"]["async"] }>().toEqualTypeOf<{
      one: true;
      two: true;
      streaming: true;
      placeholder: false;
      classOfOne: true;
      classOfTwo: true;
    }>();
    expectTypeOf<{ [N in keyof Kinds]: Kinds[N]["~facets"]["item"] }>().toEqualTypeOf<
      Omit<Each<never>, "streaming"> & { streaming: string } extends infer T ? { [K in keyof T]: T[K] } : never
    >();
  });

  test("inputs that are fixed", () => {
    const bound = {
      one: kinds.one.bind({ text: "" }),
      two: kinds.two.bind({ text: "" }),
      streaming: kinds.streaming.bind({ text: "" }),
      placeholder: kinds.placeholder.bind({ text: "" }),
      classOfOne: kinds.classOfOne.bind({ text: "" }),
      classOfTwo: kinds.classOfTwo.bind({ text: "" }),
    };
    type Bound = typeof bound;
    expectTypeOf<{ [N in keyof Bound]: InferInputs<Bound[N]> }>().toEqualTypeOf<
      Each<{ readonly mode?: "x" | "y" | undefined }>
    >();
    expectTypeOf<{ [N in keyof Bound]: Bound[N]["~facets"]["item"] }>().toEqualTypeOf<{
      [N in keyof Kinds]: Kinds[N]["~facets"]["item"];
    }>();
    expectTypeOf(bound.two.update).toEqualTypeOf<Kinds["two"]["update"]>();
    expectTypeOf(bound.two.bind({ mode: "y" }).update).toEqualTypeOf<Kinds["two"]["update"]>();
    expectTypeOf<InferResult<Bound["classOfOne"]>>().toEqualTypeOf<{ readonly tokens: 1 }>();
    // @ts-expect-error 2322: a text is a string
    kinds.two.bind({ text: 1 });
    // @ts-expect-error 2353: there is no such input
    kinds.classOfOne.bind({ txt: "" });
  });

  test("all are AnyAction, and go into withActions", () => {
    const list: AnyAction[] = [
      ...Object.values(kinds),
      result("a"),
      result({ a: v.string() }),
      input({ a: v.string() }),
    ];
    expectTypeOf(list).toEqualTypeOf<AnyAction[]>();
    const app = application().withActions(kinds).withEntrypoint("one").withState({ a: "" }).build();
    expectTypeOf(app.state).toEqualTypeOf<{
      readonly a?: string;
      readonly b?: number;
      readonly note?: string | undefined;
    }>();
  });
});

describe("a two-step action", () => {
  test("knows in update what run returned, awaited", () => {
    twoStepAction({
      reads: { a: v.string() },
      writes: { b: v.string() },
      run: (state, inputs) => {
        expectTypeOf(state.getAll()).toEqualTypeOf<{ readonly a: string }>();
        expectTypeOf(inputs).toEqualTypeOf<{}>();
        return state.a === "" ? null : Promise.resolve({ text: state.a });
      },
      update: (result, state) => {
        expectTypeOf(result).toEqualTypeOf<{ text: string } | null>();
        expectTypeOf(state.getAll()).toEqualTypeOf<{ readonly a: string }>();
        return state.update({ b: result?.text ?? "" });
      },
    });
  });

  test("takes time where run does, in one branch or in all", () => {
    const of = <TReturned>(run: () => TReturned) =>
      twoStepAction({ reads: {}, writes: {}, run, update: (_, state) => state });
    const [sync, late] = [of(() => 1), of(async () => 1)];
    expectTypeOf<InferResult<typeof sync>>().toEqualTypeOf<number>();
    expectTypeOf<InferResult<typeof late>>().toEqualTypeOf<number>();
    const either = twoStepAction({
      reads: { a: v.boolean() },
      writes: {},
      run: ({ a }) => (a ? 1 : Promise.resolve("")),
      update: (_, state) => state,
    });
    expectTypeOf<(typeof either)["~facets"]["async"]>().toEqualTypeOf<true>();
    expectTypeOf<InferResult<typeof either>>().toEqualTypeOf<string | 1>();
  });
});

describe("the items of a streaming action", () => {
  const Item = v.object({
    role: v.picklist(["user", "bot"]),
    at: v.optional(v.number(), 0),
    parts: v.array(v.object({ kind: v.literal("text"), tags: v.array(v.string()) })),
    pair: v.tuple([v.string(), v.number()]),
  });

  test("are what their schema makes of them; literals need no `as const`", () => {
    const sync = streamingAction({
      reads: {},
      writes: {},
      item: Item,
      *run(state) {
        yield { role: "user", parts: [{ kind: "text", tags: ["x"] }], pair: ["a", 1] };
        return state;
      },
    });
    const late = streamingAction({
      reads: {},
      writes: {},
      item: v.picklist(["a", "b"]),
      async *run(state) {
        yield "a";
        return state;
      },
    });
    expectTypeOf<(typeof sync)["~facets"]["item"]>().toEqualTypeOf<v.InferOutput<typeof Item>>();
    expectTypeOf<(typeof sync)["~facets"]["async"]>().toEqualTypeOf<false>();
    expectTypeOf<(typeof late)["~facets"]["item"]>().toEqualTypeOf<"a" | "b">();
    expectTypeOf<(typeof late)["~facets"]["async"]>().toEqualTypeOf<true>();
  });

  test("are what is yielded, where there is no schema", () => {
    const act = streamingAction({
      reads: { a: v.string() },
      writes: {},
      *run(state) {
        yield state.a;
        yield { text: state.a, n: Number(state.a) };
        return state;
      },
    });
    expectTypeOf<(typeof act)["~facets"]["item"]>().toEqualTypeOf<string | { text: string; n: number }>();
    const none = streamingAction({
      reads: {},
      writes: {},
      // biome-ignore lint/correctness/useYield: there may be nothing to yield
      *run(state) {
        return state;
      },
    });
    expectTypeOf<(typeof none)["~facets"]["item"]>().toEqualTypeOf<never>();
  });

  test("may be those of another generator, whose result is there", () => {
    const tokens = async function* (text: string): AsyncGenerator<string, number, unknown> {
      yield text;
      return text.length;
    };
    const act = streamingAction({
      reads: { a: v.string() },
      writes: { n: v.number() },
      async *run(state, _, { signal }) {
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
        const n = yield* tokens(state.a);
        return [{ n }, state.update({ n })];
      },
    });
    expectTypeOf<(typeof act)["~facets"]["item"]>().toEqualTypeOf<string>();
    expectTypeOf<InferResult<typeof act>>().toEqualTypeOf<{ n: number }>();
  });

  test("reach the stream", async () => {
    const app = application().withActions({ s: kinds.streaming }).withEntrypoint("s").withState({ a: "" }).build();
    for await (const event of app.stream({ inputs: { text: "" } })) {
      if (event.type === "item") expectTypeOf(event.item).toEqualTypeOf<string>();
    }
  });
});

describe("result", () => {
  const decide = action({
    reads: {},
    writes: { mode: v.picklist(["a", "b"]), n: v.number() },
    run: (state) => state.update({ mode: "a", n: 1 }),
  });

  test("of names is what stands there where the run stops", async () => {
    const app = application()
      .withActions({ decide, end: result("mode", "n") })
      .withTransitions(["decide", "end", when({ mode: "a" })])
      .withEntrypoint("decide")
      .build();
    const stop = await app.run({ haltAfter: ["end"] });
    if (stop.action === "end") expectTypeOf(stop.result).toEqualTypeOf<{ readonly mode: "a"; readonly n: number }>();
    else expectTypeOf(stop.result).toEqualTypeOf<{ readonly mode: "a" | "b"; readonly n: number }>();
    for await (const step of app.iterate()) {
      if (step.action === "end") expectTypeOf(step.result).toEqualTypeOf<{ readonly mode: "a"; readonly n: number }>();
    }
    for await (const event of app.stream()) {
      if (event.type === "step" && event.action === "end") expectTypeOf(event.result.mode).toEqualTypeOf<"a">();
    }
  });

  test("of schemas is what they give", () => {
    const end = result({ mode: v.optional(v.string(), ""), n: v.pipe(v.number(), v.transform(String)) });
    expectTypeOf<InferResult<typeof end>>().toEqualTypeOf<{ readonly mode: string; readonly n: string }>();
    expectTypeOf<InferReads<typeof end>>().toEqualTypeOf<{ readonly mode: string; readonly n: string }>();
    expectTypeOf<(typeof end)["~facets"]["needs"]>().toEqualTypeOf<"n">();
  });

  test("of names by itself knows the names only", () => {
    const end = result("mode", "n");
    expectTypeOf<InferResult<typeof end>>().toEqualTypeOf<{ readonly mode: unknown; readonly n: unknown }>();
    expectTypeOf<InferReads<typeof end>>().toEqualTypeOf<{ readonly mode: unknown; readonly n: unknown }>();
    expectTypeOf<(typeof end)["~facets"]["needs"]>().toEqualTypeOf<"mode" | "n">();
  });

  test("in a graph that the compiler does not know stays unknown to it", async () => {
    const actions: Record<string, AnyAction> = { end: result("mode") };
    const app = application().withActions(actions).withEntrypoint("end").withState({ mode: "" }).build();
    const step = await app.step();
    expectTypeOf(step?.result).toBeAny();
  });
});

describe("input", () => {
  const ask = input({
    text: v.string(),
    size: v.optional(v.number()),
    mode: v.optional(v.picklist(["a", "b"]), "a"),
    at: v.pipe(
      v.string(),
      v.transform((text) => new Date(text)),
    ),
  });

  test("takes what its schemas accept and writes what they give", () => {
    expectTypeOf<InferInputs<typeof ask>>().toEqualTypeOf<{
      readonly text: string;
      readonly size?: number | undefined;
      readonly mode?: "a" | "b" | undefined;
      readonly at: string;
    }>();
    expectTypeOf<InferWrites<typeof ask>>().toEqualTypeOf<{
      readonly text: string;
      readonly size: number | undefined;
      readonly mode: "a" | "b";
      readonly at: Date;
    }>();
    expectTypeOf<InferReads<typeof ask>>().toEqualTypeOf<{}>();
    expectTypeOf<InferResult<typeof ask>>().toEqualTypeOf<InferWrites<typeof ask>>();
  });

  test("always writes what may not be left out, or has a default", () => {
    expectTypeOf<keyof (typeof ask)["~facets"]["leaves"]>().toEqualTypeOf<"text" | "mode" | "at">();
    expectTypeOf<InferInputs<ReturnType<typeof ask.bind<"text" | "at">>>>().toEqualTypeOf<{
      readonly size?: number | undefined;
      readonly mode?: "a" | "b" | undefined;
    }>();
  });
});
