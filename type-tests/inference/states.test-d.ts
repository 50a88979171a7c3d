import { expectTypeOf } from "expect-type";
import { action, application, type InferState, when } from "typeburr";
import * as v from "valibot";
import { describe, test } from "vitest";
import { code, decide, image, once, prompt, respond, round } from "./graphs.js";

type Mode = "image" | "code" | "text";
type Maybe<TMode> = {
  readonly prompt?: string;
  readonly mode?: TMode;
  readonly response?: string;
  readonly url?: string;
  readonly count?: number;
  readonly note?: string | undefined;
};
// what is certain -> the state: the rest is optional. TMode: what the conditions on the way leave of the modes
type Certain<K extends keyof Maybe<Mode>, TMode = Mode> = {
  readonly [P in keyof Required<Pick<Maybe<TMode>, K>>]: Exclude<Maybe<TMode>[P], undefined>;
} & {
  readonly [P in Exclude<keyof Maybe<TMode>, K>]?: Maybe<TMode>[P];
};
type Flat<T> = { [K in keyof T]: T[K] } & {};

describe("after an action", () => {
  test("is certain what is written on every way to its end", async () => {
    for await (const step of once.iterate()) {
      if (step.action === "prompt") expectTypeOf(step.state).toEqualTypeOf<Flat<Certain<"prompt">>>();
      if (step.action === "decide") expectTypeOf(step.state).toEqualTypeOf<Flat<Certain<"prompt" | "mode">>>();
      if (step.action === "image") {
        expectTypeOf(step.state).toEqualTypeOf<Flat<Certain<"prompt" | "mode" | "response" | "url", "image">>>();
      }
      if (step.action === "code") {
        expectTypeOf(step.state).toEqualTypeOf<Flat<Certain<"prompt" | "mode" | "response", "code">>>();
      }
      if (step.action === "respond") {
        expectTypeOf(step.state).toEqualTypeOf<
          Flat<Certain<"prompt" | "mode" | "response" | "count", "image" | "code">>
        >();
      }
    }
  });

  test("is not certain in a loop what only the later turns have", async () => {
    for await (const step of round.iterate({ haltAfter: ["respond"] })) {
      if (step.action === "prompt") expectTypeOf(step.state).toEqualTypeOf<Flat<Certain<"prompt" | "count">>>();
    }
  });
});

describe("before an action", () => {
  test("is certain what is written on every way to it", async () => {
    const stop = await once.run({ haltBefore: ["respond", "decide"] });
    if (stop.halted === "end") return;
    if (stop.action === "decide") expectTypeOf(stop.state).toEqualTypeOf<Flat<Certain<"prompt">>>();
    else expectTypeOf(stop.state).toEqualTypeOf<Flat<Certain<"prompt" | "mode" | "response", "image" | "code">>>();
  });

  // A run takes at least one step before it halts: the entrypoint is reached by a transition, too.
  test("is, for the entrypoint of a loop, what a turn writes", async () => {
    const stop = await round.run({ haltBefore: ["prompt"] });
    expectTypeOf(stop.state).toEqualTypeOf<Flat<Certain<"prompt" | "mode" | "response" | "count">>>();
  });
});

describe("at any moment", () => {
  test("is certain what the initial state gives", () => {
    expectTypeOf(round.state).toEqualTypeOf<Flat<Certain<"count">>>();
    expectTypeOf(once.state).toEqualTypeOf<Maybe<Mode>>();
    expectTypeOf<InferState<typeof round>>().toEqualTypeOf<typeof round.state>();
  });
});

describe("the type of a key", () => {
  const start = application().withActions({ prompt, decide, image, code, respond }).withEntrypoint("prompt");

  test("is what its writers leave, where the initial value is one of those", () => {
    const app = start.withState({ mode: "image", count: 1 }).build();
    expectTypeOf(app.state.count).toEqualTypeOf<number>();
    expectTypeOf(app.state.mode).toEqualTypeOf<Mode>();
  });

  test("of a list, too, if it starts empty", () => {
    const Message = v.object({ role: v.picklist(["user", "bot"]) });
    const chat = action({
      reads: { history: v.array(Message) },
      writes: { history: v.array(Message) },
      run: (state) => state.append({ history: { role: "user" } }),
    });
    const app = application().withActions({ chat }).withEntrypoint("chat").withState({ history: [] }).build();
    expectTypeOf(app.state).toEqualTypeOf<{ readonly history: { role: "user" | "bot" }[] }>();
  });

  test("is wider where the initial value is another", () => {
    const write = action({ reads: {}, writes: { draft: v.string() }, run: (state) => state.update({ draft: "" }) });
    const app = application().withActions({ write }).withEntrypoint("write").withState({ draft: null }).build();
    expectTypeOf(app.state).toEqualTypeOf<{ readonly draft: string | null }>();
  });

  test("is the initial value's, where nothing writes it", () => {
    const app = start.withState({ extra: new Date(), list: [1, 2], nested: { deep: "x" } }).build();
    expectTypeOf(app.state.extra).toEqualTypeOf<Date>();
    expectTypeOf(app.state.list).toEqualTypeOf<number[]>();
    expectTypeOf(app.state.nested).toEqualTypeOf<{ deep: string }>();
  });

  test("is that of all its writers together", () => {
    const one = action({ reads: {}, writes: { x: v.literal("one") }, run: (state) => state.update({ x: "one" }) });
    const two = action({ reads: {}, writes: { x: v.literal(2) }, run: (state) => state.update({ x: 2 }) });
    const app = application().withActions({ one, two }).withTransitions(["one", "two"]).withEntrypoint("one").build();
    expectTypeOf(app.state).toEqualTypeOf<{ readonly x?: "one" | 2 }>();
  });
});

describe("a key that the initial state may lack", () => {
  test("is optional", () => {
    const initial: { x?: string; y: number } = { y: 1 };
    const act = action({ reads: { y: v.number() }, writes: {}, run: (state) => state });
    const app = application().withActions({ act }).withEntrypoint("act").withState(initial).build();
    expectTypeOf(app.state.y).toEqualTypeOf<number>();
    expectTypeOf(app.state).toExtend<{ readonly x?: string; readonly y: number }>();
  });
});

describe("a graph that the compiler cannot see", () => {
  const transitions: ["prompt" | "decide", "prompt" | "decide"][] = [["prompt", "decide"]];
  const app = application()
    .withActions({ prompt, decide })
    .withTransitions(...transitions)
    .withEntrypoint("prompt")
    .withState({ extra: 1 })
    .build();

  test("can be built; only what the initial state gives is certain", async () => {
    expectTypeOf(app.state).toEqualTypeOf<{
      readonly extra: number;
      readonly prompt?: string;
      readonly mode?: Mode;
    }>();
    const stop = await app.run({ haltAfter: ["decide"] });
    expectTypeOf(stop.state).toEqualTypeOf<typeof app.state>();
  });

  test("may end anywhere", async () => {
    const stop = await app.run();
    expectTypeOf(stop.action).toEqualTypeOf<"prompt" | "decide">();
    expectTypeOf(stop.halted).toEqualTypeOf<"end">();
  });
});

describe("actions and transitions that are added call by call", () => {
  test("make the same graph as all at once", async () => {
    const app = application()
      .withActions({ prompt, decide })
      .withTransitions(["prompt", "decide"])
      .withActions({ image, code, respond })
      .withTransitions(["decide", "image", when({ mode: "image" })], ["decide", "code", { mode: "code" }])
      .withTransitions([["image", "code"], "respond"])
      .withEntrypoint("prompt")
      .build();
    expectTypeOf(app.state).toEqualTypeOf<typeof once.state>();
    const stop = await app.run({ haltAfter: ["respond"], haltBefore: ["image"] });
    const same = await once.run({ haltAfter: ["respond"], haltBefore: ["image"] });
    expectTypeOf(stop).toEqualTypeOf<typeof same>();
  });
});
