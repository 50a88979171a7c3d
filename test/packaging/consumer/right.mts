import { action, and, application, condition, expr, type InferState, not, onError, when } from "typeburr";
import { memoryPersister } from "typeburr/persisters/memory";
import * as v from "valibot";

const write = action({
  reads: {},
  writes: { text: v.string(), service: v.picklist(["post", "courier", "pigeon"]) },
  inputs: { text: v.pipe(v.string(), v.nonEmpty()) },
  run: (state, { text }) => state.update({ text, service: text.length > 100 ? "courier" : "post" }),
});
const weigh = action({
  reads: { text: v.string(), paper: v.optional(v.number()) },
  writes: { grams: v.number(), label: v.optional(v.string()) },
  run: async (state) => state.update({ grams: (state.paper ?? 5) + state.text.length / 100 }),
});
const apologise = action({
  reads: { problem: v.object({ name: v.string(), message: v.string() }) },
  writes: { regret: v.string() },
  run: (state) => state.update({ regret: `${state.problem.name}: ${state.problem.message}` }),
});
const fly = action({
  reads: { service: v.literal("pigeon"), grams: v.number() },
  writes: { wind: v.number() },
  run: (state) => state.update({ wind: state.grams / 10 }),
});
const stamp = action({
  reads: { service: v.picklist(["post", "courier"]) },
  writes: { stamps: v.number() },
  run: (state) => [state.service, state.update({ stamps: state.service === "post" ? 1 : 2 })],
});
const file = action({
  reads: { text: v.string(), stamps: v.number() },
  writes: { pages: v.number() },
  deletes: ["text"],
  run: (state) => state.update({ pages: Math.ceil(state.text.length / 1800) }).wipe("text"),
});

const isHeavy = condition({ reads: { grams: v.number() }, test: (state) => state.grams > 20 });
const desk = application()
  .withActions({ write, weigh, apologise, fly, stamp, file })
  .withTransitions(
    ["write", "weigh"],
    ["weigh", "weigh", onError(RangeError, { max: 3, delay: (attempt) => 100 * attempt })],
    ["weigh", "apologise", onError({ capture: "problem" })],
    ["weigh", "write", expr("grams > 100 && text.length > 1000")],
    ["weigh", "write", and(not(when({ service: "pigeon" })), isHeavy)],
    ["weigh", "fly", when({ service: "pigeon" })],
    ["weigh", "stamp"],
    ["stamp", "file", { stamps: 1 }],
    [["fly", "stamp", "file"], "write"],
  )
  .withEntrypoint("write")
  .withState({ paper: 4 })
  .build();

export const sheet = (state: InferState<typeof desk>): [paper: number, text: string | undefined] => [
  state.paper,
  state.text,
];

/** Every stop is told apart by its action, and knows what the way there has written and compared. */
export async function send(text: string): Promise<string | number> {
  const stop = await desk.run({ haltAfter: ["file"], haltBefore: ["fly", "stamp"], inputs: { text } });
  if (stop.action === "apologise") return stop.state.problem.message;
  if (stop.action === "file") return stop.state.stamps + stop.state.pages + stop.result.pages;
  if (stop.action === "stamp") {
    const service: "post" | "courier" = stop.state.service;
    return service + stop.state.grams;
  }
  const service: "pigeon" = stop.state.service;
  return service + stop.state.text;
}

const sync = application()
  .withActions({ write: write.bind({ text: "Dear reader," }), stamp, file })
  .withTransitions(["write", "stamp", not(when({ service: "pigeon" }))], ["stamp", "file"])
  .withEntrypoint("write")
  .build();
const last = sync.runSync({ haltAfter: ["file"] });
export const pages: number | null = last.action === "file" ? last.state.pages : null;
// @ts-expect-error: what is deleted is not there any more, or at least not for certain
export const gone: string = last.state.text;

const store = memoryPersister();
export const stored = application()
  .withActions({ write, stamp, file })
  .withTransitions(["write", "stamp", not(when({ service: "pigeon" }))], ["stamp", "file"])
  .withIdentifiers({ appId: "desk" })
  .withPersister(store, { version: "1", codecs: { text: { encode: (text) => text.trim(), decode: String } } })
  .initializeFrom(store, { default: { state: { paper: 4 }, entrypoint: "write" }, resume: "next" })
  .withHistory({ limit: 10 });

/** What is loaded has the type that any state has; `build` is a promise. */
export async function goOn(text: string): Promise<number> {
  const app = await stored.build();
  const stop = await app.run({ haltAfter: ["stamp"], inputs: { text } });
  const stamps = stop.action === "stamp" ? stop.state.stamps : 0;
  const [latest] = app.history;
  return stamps + app.state.paper + (latest?.action === "stamp" ? latest.state.paper : 0);
}

// @ts-expect-error: a promise has no state
export const tooSoon: unknown = stored.build().state;
