import { expectTypeOf } from "expect-type";
import { all, application, not, when } from "typeburr";
import { describe, test } from "vitest";
import { code, decide, image, once, prompt, respond, round } from "./graphs.js";

type Mode = "image" | "code" | "text";

describe("where a run can stop", () => {
  test("is after the actions of haltAfter", async () => {
    const stop = await round.run({ haltAfter: ["image", "respond"] });
    expectTypeOf(stop.action).toEqualTypeOf<"image" | "respond">();
    expectTypeOf(stop.halted).toEqualTypeOf<"after">();
  });

  test("is before the actions of haltBefore", async () => {
    const stop = await round.run({ haltBefore: ["image"] });
    expectTypeOf(stop.action).toEqualTypeOf<"image">();
    expectTypeOf(stop.halted).toEqualTypeOf<"before">();
    expectTypeOf(stop.result).toEqualTypeOf<null>();
  });

  test("is after the one and before the other, told apart by halted", async () => {
    const stop = await round.run({ haltAfter: ["respond"], haltBefore: ["image", "code"] });
    if (stop.halted === "after") expectTypeOf(stop.action).toEqualTypeOf<"respond">();
    else expectTypeOf(stop.action).toEqualTypeOf<"image" | "code">();
    if (stop.action === "respond") expectTypeOf(stop.halted).toEqualTypeOf<"after">();
  });

  test("is after each action that has the tag", async () => {
    const thinks = await round.run({ haltAfter: ["@tag:thinks"] });
    expectTypeOf(thinks.action).toEqualTypeOf<"decide" | "image">();
    const more = await round.run({ haltAfter: ["@tag:paid", "respond"] });
    expectTypeOf(more.action).toEqualTypeOf<"image" | "code" | "respond">();
    const before = await round.run({ haltBefore: ["@tag:paid"] });
    expectTypeOf(before.action).toEqualTypeOf<"image" | "code">();
  });

  test("is, with all(...), after the one of them that came last", async () => {
    const stop = await round.run({ haltAfter: all("image", "respond") });
    expectTypeOf(stop.action).toEqualTypeOf<"image" | "respond">();
    const tagged = await round.run({ haltAfter: all("@tag:paid") });
    expectTypeOf(tagged.action).toEqualTypeOf<"image" | "code">();
  });

  test("is nowhere in a graph that goes round for ever", async () => {
    expectTypeOf(await round.run()).toEqualTypeOf<never>();
    expectTypeOf(await round.run({ inputs: { text: "" } })).toEqualTypeOf<never>();
  });

  test("is at the end where no way out is always open", async () => {
    const stop = await once.run();
    expectTypeOf(stop.action).toEqualTypeOf<"decide" | "respond">();
    expectTypeOf(stop.halted).toEqualTypeOf<"end">();
  });

  test("is not where the conditions out of an action cover a key", async () => {
    const covered = application()
      .withActions({ prompt, decide, image, code, respond })
      .withTransitions(
        ["prompt", "decide"],
        ["decide", "image", when({ mode: "image" })],
        ["decide", "code", { mode: "code" }],
        ["decide", "respond", not(when({ mode: "code" }))],
      )
      .withEntrypoint("prompt")
      .withState({ response: "" })
      .build();
    expectTypeOf((await covered.run()).action).toEqualTypeOf<"image" | "code" | "respond">();
  });

  test("has, at an end, what no condition out of it has taken", async () => {
    const stop = await once.run();
    if (stop.action === "decide") expectTypeOf(stop.state.mode).toEqualTypeOf<"text">();
    else expectTypeOf(stop.state.mode).toEqualTypeOf<"image" | "code">();
  });

  test("is at an end, too, if the halts are elsewhere", async () => {
    const stop = await once.run({ haltAfter: ["image"] });
    if (stop.halted === "after") expectTypeOf(stop.action).toEqualTypeOf<"image">();
    else expectTypeOf(stop.action).toEqualTypeOf<"decide" | "respond">();
  });

  test("is at no end that a halt precedes", async () => {
    const stop = await once.run({ haltAfter: ["respond", "decide"] });
    expectTypeOf(stop.halted).toEqualTypeOf<"after">();
    // all(...) may have to wait for another one, which does not come.
    const waiting = await once.run({ haltAfter: all("respond", "image") });
    expectTypeOf(waiting.halted).toEqualTypeOf<"after" | "end">();
  });

  test("is anywhere that a list known only at run time may name", async () => {
    const names: ("image" | "respond")[] = ["image"];
    const stop = await once.run({ haltAfter: names });
    if (stop.halted === "after") expectTypeOf(stop.action).toEqualTypeOf<"image" | "respond">();
    else expectTypeOf(stop.action).toEqualTypeOf<"decide" | "respond">();
  });
});

describe("what is there at a stop", () => {
  test("the action's own result", async () => {
    const stop = await round.run({ haltAfter: ["decide", "image", "code"] });
    if (stop.action === "decide") expectTypeOf(stop.result).toEqualTypeOf<{ sure: boolean }>();
    if (stop.action === "code") expectTypeOf(stop.result).toEqualTypeOf<number>();
    if (stop.action === "image") {
      expectTypeOf(stop.result).toEqualTypeOf<{ readonly response: string; readonly url: string }>();
    }
  });

  test("the whole of it", async () => {
    const stop = await round.run({ haltAfter: ["code"] });
    expectTypeOf(stop).toEqualTypeOf<{
      readonly action: "code";
      readonly halted: "after";
      readonly result: number;
      readonly state: {
        readonly count: number;
        readonly prompt: string;
        readonly mode: "code" | "text";
        readonly response: string;
        readonly url?: string;
        readonly note?: string | undefined;
      };
    }>();
  });
});

describe("steps", () => {
  test("are of any action, told apart by it", async () => {
    const step = await round.step({ inputs: { text: "" } });
    if (step === null) return;
    expectTypeOf(step.action).toEqualTypeOf<"prompt" | "decide" | "image" | "code" | "respond">();
    if (step.action === "decide") {
      expectTypeOf(step.result).toEqualTypeOf<{ sure: boolean }>();
      expectTypeOf(step.state.mode).toEqualTypeOf<Mode>();
      expectTypeOf(step.state.url).toEqualTypeOf<string | undefined>();
    }
  });

  test("may be none", async () => {
    expectTypeOf<null>().toExtend<Awaited<ReturnType<typeof round.step>>>();
  });

  test("come one by one from iterate, which returns the stop", async () => {
    const iteration = round.iterate({ haltAfter: ["respond"] });
    for await (const step of iteration) {
      if (step.action === "image") expectTypeOf(step.state.url).toEqualTypeOf<string>();
    }
    const last = await iteration.next();
    if (last.done) expectTypeOf(last.value.action).toEqualTypeOf<"respond">();
  });
});
