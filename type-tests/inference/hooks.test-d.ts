import { expectTypeOf } from "expect-type";
import {
  action,
  application,
  type CallMethod,
  type ConsoleLoggerOptions,
  consoleLogger,
  type LifecycleHooks,
  type Span,
  type SpanRecord,
  type TriedTransition,
} from "typeburr";
import * as v from "valibot";
import { describe, test } from "vitest";

const start = application()
  .withActions({
    count: action({ reads: { n: v.number() }, writes: { n: v.number() }, run: (state) => state.increment({ n: 1 }) }),
  })
  .withEntrypoint("count")
  .withState({ n: 0 });

describe("hooks know what they are told", () => {
  test("each its own record", () => {
    start.withHooks({
      postApplicationCreate({ appId, partitionKey, state, entrypoint }) {
        expectTypeOf({ appId, entrypoint }).toEqualTypeOf<{ appId: string; entrypoint: string }>();
        expectTypeOf(partitionKey).toEqualTypeOf<string | null>();
        expectTypeOf(state).toEqualTypeOf<object>();
      },
      preExecuteCall: ({ method }) => expectTypeOf(method).toEqualTypeOf<CallMethod>(),
      postExecuteCall({ status, error, hookErrors }) {
        expectTypeOf(status).toEqualTypeOf<"completed" | "failed" | "left">();
        expectTypeOf(error).toEqualTypeOf<unknown>();
        expectTypeOf(hookErrors).toEqualTypeOf<readonly unknown[]>();
      },
      onTransition({ sequenceId, from, to, tried, error }) {
        expectTypeOf({ sequenceId, from }).toEqualTypeOf<{ sequenceId: number; from: string }>();
        expectTypeOf(to).toEqualTypeOf<string | null>();
        expectTypeOf(tried).toEqualTypeOf<readonly TriedTransition[]>();
        expectTypeOf(error).toEqualTypeOf<unknown>();
      },
      preRunStep({ sequenceId, action, inputs }) {
        expectTypeOf({ sequenceId, action }).toEqualTypeOf<{ sequenceId: number; action: string }>();
        expectTypeOf(inputs).toEqualTypeOf<Readonly<Record<string, unknown>>>();
      },
      postRunStep({ status, result, error }) {
        expectTypeOf(status).toEqualTypeOf<"completed" | "failed">();
        expectTypeOf({ result, error }).toEqualTypeOf<{ result: unknown; error: unknown }>();
      },
      preStartStream: (event) => expectTypeOf(event).not.toHaveProperty("item"),
      postStreamItem: ({ item, index }) =>
        expectTypeOf({ item, index }).toEqualTypeOf<{ item: unknown; index: number }>(),
      postEndStream: ({ items, status }) =>
        expectTypeOf({ items, status }).toEqualTypeOf<{ items: number; status: "completed" | "failed" }>(),
      preStartSpan: ({ span }) => expectTypeOf(span).toEqualTypeOf<SpanRecord>(),
      postEndSpan: ({ status }) => expectTypeOf(status).toEqualTypeOf<"completed" | "failed" | "unfinished">(),
      logAttributes({ span, attributes }) {
        expectTypeOf(span).toEqualTypeOf<SpanRecord | null>();
        expectTypeOf(attributes).toEqualTypeOf<Readonly<Record<string, unknown>>>();
      },
    });
  });

  test("nothing in them can be written", () => {
    start.withHooks({
      postRunStep(event) {
        // @ts-expect-error it is told, not asked
        event.result = 1;
        // @ts-expect-error the same
        event.inputs.text = "";
      },
    });
  });
});

describe("what withHooks() takes", () => {
  test("async hooks, several records, instances of classes, a logger", () => {
    class Timer implements LifecycleHooks {
      readonly times: number[] = [];
      preRunStep(): void {
        this.times.push(0);
      }
    }
    const names: string[] = [];
    start.withHooks({ preRunStep: ({ action }) => names.push(action), postRunStep: async () => names.length });
    const asynchronous: LifecycleHooks = { preRunStep: async () => {}, postRunStep: () => Promise.resolve() };
    expectTypeOf(start.withHooks(asynchronous, new Timer(), consoleLogger({ detail: "everything" }))).toEqualTypeOf(
      start,
    );
    expectTypeOf(start.withHooks().build().runSync).toBeFunction();
  });

  test("not a hook that there is not, no function, no record", () => {
    // @ts-expect-error misspelt
    start.withHooks({ preRunStp: () => {} });
    // @ts-expect-error no function
    start.withHooks({ preRunStep: "log" });
    // @ts-expect-error a list
    start.withHooks([{ preRunStep: () => {} }]);
    // @ts-expect-error a hook that asks for what it is not told
    start.withHooks({ preRunStep: ({ result }) => result });
  });

  test("a logger's options", () => {
    expectTypeOf(consoleLogger).parameter(0).toEqualTypeOf<ConsoleLoggerOptions | undefined>();
    expectTypeOf(consoleLogger()).toEqualTypeOf<LifecycleHooks>();
    // @ts-expect-error no such detail
    consoleLogger({ detail: "all" });
  });
});

describe("spans", () => {
  test("give back what the work gives back", () => {
    action({
      reads: {},
      writes: {},
      run: async (state, _, { span, logAttributes }) => {
        expectTypeOf(span("a", () => 1)).toEqualTypeOf<number>();
        expectTypeOf(span("b", async () => "x")).toEqualTypeOf<Promise<string>>();
        span("c", (inner) => {
          expectTypeOf(inner).toEqualTypeOf<Span>();
          inner.logAttributes({ id: inner.id, name: inner.name });
          expectTypeOf(inner.span("d", ({ id }) => id)).toEqualTypeOf<string>();
        });
        logAttributes({ tokens: 1 });
        // @ts-expect-error a record, with names
        logAttributes("tokens");
        // @ts-expect-error the work comes second
        span("e");
        return state;
      },
    });
  });
});
