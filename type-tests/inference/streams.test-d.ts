import { expectTypeOf } from "expect-type";
import {
  type ApplicationStream,
  action,
  all,
  application,
  type StreamEvent,
  streamingAction,
  toReadableStream,
  toServerSentEvents,
} from "typeburr";
import * as v from "valibot";
import { describe, test } from "vitest";

const prompt = action({
  reads: {},
  writes: { prompt: v.string() },
  inputs: { text: v.string() },
  run: (state, { text }) => state.update({ prompt: text }),
});
const answer = streamingAction({
  reads: { prompt: v.string() },
  writes: { response: v.string() },
  tags: ["speaks"],
  async *run(state) {
    yield state.prompt;
    yield { pause: state.prompt.length };
    return state.update({ response: "word" });
  },
});
const score = streamingAction({
  reads: { response: v.string() },
  writes: {},
  item: v.object({ at: v.pipe(v.string(), v.transform(Number)), note: v.optional(v.string(), "") }),
  *run(state) {
    yield { at: "1" };
    return [{ total: 1 }, state];
  },
});

const app = application()
  .withActions({ prompt, answer, score })
  .withTransitions(["prompt", "answer"], ["answer", "score"], ["score", "prompt"])
  .withEntrypoint("prompt")
  .build();

type Event = typeof app extends { stream(): ApplicationStream<infer TEvent, unknown> } ? TEvent : never;

describe("events", () => {
  test("are told apart by type", async () => {
    for await (const event of app.stream()) {
      expectTypeOf(event.type).toEqualTypeOf<"start" | "item" | "step">();
      if (event.type === "start") expectTypeOf(event).toEqualTypeOf<Extract<Event, { type: "start" }>>();
      if (event.type === "start") expectTypeOf(event.action).toEqualTypeOf<"prompt" | "answer" | "score">();
      if (event.type === "item") expectTypeOf(event.action).toEqualTypeOf<"answer" | "score">();
      if (event.type === "step") expectTypeOf(event.action).toEqualTypeOf<"prompt" | "answer" | "score">();
    }
  });

  test("have the items of their action: what is yielded, or what the schema makes of it", async () => {
    for await (const event of app.stream()) {
      if (event.type !== "item") continue;
      if (event.action === "answer") expectTypeOf(event.item).toEqualTypeOf<string | { pause: number }>();
      else expectTypeOf(event.item).toEqualTypeOf<{ at: number; note: string }>();
    }
  });

  test("have the result and the state of their step", async () => {
    for await (const event of app.stream()) {
      if (event.type !== "step") continue;
      if (event.action === "score") expectTypeOf(event.result).toEqualTypeOf<{ total: number }>();
      if (event.action === "answer") {
        expectTypeOf(event.result).toEqualTypeOf<{ readonly response: string }>();
        expectTypeOf(event.state).toEqualTypeOf<{ readonly prompt: string; readonly response: string }>();
      }
      if (event.action === "prompt") expectTypeOf(event.state.response).toEqualTypeOf<string | undefined>();
    }
  });

  test("have nothing that belongs to another type", async () => {
    for await (const event of app.stream()) {
      // @ts-expect-error A start has no item
      if (event.type === "start") event.item;
      // @ts-expect-error Nothing comes from prompt
      if (event.type === "item" && event.action === "prompt") return;
    }
  });

  test("have no items where no action streams", () => {
    const plain = application().withActions({ prompt }).withEntrypoint("prompt").build();
    type Events = ReturnType<typeof plain.stream> extends ApplicationStream<infer TEvent, unknown> ? TEvent : never;
    expectTypeOf<Events["type"]>().toEqualTypeOf<"start" | "step">();
  });

  test("are read-only", async () => {
    for await (const event of app.stream()) {
      // @ts-expect-error It is a record of what has happened
      event.type = "start";
    }
  });
});

describe("the result", () => {
  test("is what run returns, at every kind of halt", async () => {
    const stream = app.stream({ haltAfter: ["answer"], haltBefore: ["prompt"], inputs: { text: "" } });
    const stop = await app.run({ haltAfter: ["answer"], haltBefore: ["prompt"], inputs: { text: "" } });
    expectTypeOf(stream.result).toEqualTypeOf<Promise<typeof stop>>();
    const tagged = await app.stream({ haltAfter: all("@tag:speaks", "score") }).result;
    expectTypeOf(tagged.action).toEqualTypeOf<"answer" | "score">();
    expectTypeOf(await app.stream().result).toEqualTypeOf<never>();
  });

  test("is what the iterator returns in the end, unless it is left", async () => {
    const stream = app.stream({ haltAfter: ["score"] });
    const last = await stream.next();
    if (last.done) expectTypeOf(last.value).toEqualTypeOf<Awaited<typeof stream.result> | undefined>();
    expectTypeOf(await stream.return()).toEqualTypeOf<typeof last>();
  });
});

describe("options", () => {
  test("are those of run", () => {
    // @ts-expect-error There is no such action
    app.stream({ haltAfter: ["anser"] });
    // @ts-expect-error The input is a string
    app.stream({ inputs: { text: 1 } });
  });
});

describe("web streams", () => {
  test("have the same events", async () => {
    const stream = app.stream({ haltAfter: ["answer"] });
    expectTypeOf(toReadableStream(stream)).toEqualTypeOf<ReadableStream<Event>>();
  });

  test("are what a Response sends", () => {
    expectTypeOf(toServerSentEvents(app.stream(), { heartbeat: 1 })).toEqualTypeOf<Response>();
    // @ts-expect-error There is no such option
    toServerSentEvents(app.stream(), { heartbaet: 1 });
  });

  test("take the stream of any application, and nothing else", () => {
    const send = (stream: ApplicationStream<StreamEvent<any>, never>): Response => toServerSentEvents(stream);
    expectTypeOf(send).toBeFunction();
    // @ts-expect-error That is a promise
    toReadableStream(app.run());
    // @ts-expect-error That yields steps
    toServerSentEvents(app.iterate());
  });
});
