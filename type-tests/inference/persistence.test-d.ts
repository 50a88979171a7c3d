import { expectTypeOf } from "expect-type";
import { action, application, type Facts, type InferState, type LoadingBuilder } from "typeburr";
import { memoryPersister } from "typeburr/persisters/memory";
import * as v from "valibot";
import { describe, test } from "vitest";

const write = action({
  reads: { paper: v.number() },
  writes: { text: v.string() },
  deletes: ["draft"],
  run: (state) => state.update({ text: "x".repeat(state.paper) }),
});
const send = action({
  reads: { text: v.string() },
  writes: { sent: v.boolean(), receipt: v.optional(v.string()) },
  run: (state) => state.update({ sent: true }),
});
const store = memoryPersister();
const letters = application().withActions({ write, send }).withTransitions(["write", "send"], ["send", "write"]);
const begun = letters.withEntrypoint("write").withState({ paper: 4, draft: "" });
const loading = letters.initializeFrom(store, { default: { state: { paper: 4, draft: "" }, entrypoint: "write" } });

const takesLoading = <TFacts extends Facts>(builder: LoadingBuilder<TFacts>): LoadingBuilder<TFacts> => builder;

interface AnyState {
  readonly paper: number;
  readonly draft?: string;
  readonly text?: string;
  readonly sent?: boolean;
  readonly receipt?: string | undefined;
}
type Flat<T> = { [K in keyof T]: T[K] } & {};

describe("what is loaded", () => {
  // Where it was stored is known only when it runs. Certain are the keys that are so wherever it may have stood: what the
  // initial state gives, and nobody deletes. That each of them is there is checked before anything runs
  test("has the state that any position has, and is otherwise the application that it is without", async () => {
    const app = await loading.build();
    expectTypeOf(app.state).toEqualTypeOf<Flat<AnyState>>();
    expectTypeOf<InferState<typeof app>>().toEqualTypeOf<Flat<AnyState>>();
    const built = begun.build();
    expectTypeOf(app).toEqualTypeOf<typeof built>();
  });

  test("knows behind its first step what it would know without", async () => {
    const app = await loading.build();
    const step = await app.step();
    if (step?.action === "send") expectTypeOf(step.state.sent).toEqualTypeOf<boolean>();
    if (step?.action === "send") expectTypeOf(step.state.text).toEqualTypeOf<string>();
    if (step?.action === "write") expectTypeOf(step.state.sent).toEqualTypeOf<boolean | undefined>();
  });

  test("is loaded, whatever is called behind it", () => {
    const later = loading.withHistory().withPersister(store).withHooks().withIdentifiers({ appId: "a" });
    expectTypeOf(later).toEqualTypeOf(loading);
    expectTypeOf(later.withEntrypoint("write").withState({ paper: 4, draft: "" })).toEqualTypeOf(loading);
    expectTypeOf(later.build).returns.resolves.toHaveProperty("run");
    expectTypeOf(takesLoading(loading)).toEqualTypeOf(loading);
  });
});

describe("saving and remembering", () => {
  test("change nothing of what is built", () => {
    expectTypeOf(begun.withPersister(store)).toEqualTypeOf(begun);
    expectTypeOf(begun.withPersister(store, { version: "1" }).withHistory({ limit: 5 })).toEqualTypeOf(begun);
  });

  test("history has the state that any position has", () => {
    const { history } = begun.withHistory().build();
    expectTypeOf(history).items.toHaveProperty("sequenceId").toEqualTypeOf<number>();
    expectTypeOf(history).items.toHaveProperty("action").toEqualTypeOf<"write" | "send">();
    expectTypeOf(history).items.toHaveProperty("state").toEqualTypeOf<Flat<AnyState>>();
  });
});
