import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsAsync } from "../support/property.js";
import { thrownBy } from "../support/refusal.js";
import type { UntypedApplication } from "../support/untyped.js";
import { called } from "./model/call.js";
import { patched, reset } from "./model/change.js";
import type { ModelGraph } from "./model/graph.js";
import { type Log, plain } from "./model/log.js";
import { nextOf } from "./model/next.js";
import { performed } from "./model/perform.js";
import { type Command, story } from "./model/random.js";
import { built } from "./model/real.js";
import { born, type ModelCall, type Outcome, type World } from "./model/world.js";

/** What a sync call has begun and left goes on by itself. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** How often each ending has been met, so that nothing is held by what never happens. */
type Tally = Map<string, number>;
const count = (tally: Tally, name: string): Tally => tally.set(name, (tally.get(name) ?? 0) + 1);

test("the engine does what a plain model foretells: steps, states, halts, streams, hooks, in the same order", async () => {
  const tally: Tally = new Map();
  await holdsAsync(
    fc.asyncProperty(story, async ([graph, commands]) => {
      const log: Log = { lines: [], keys: [], abort: () => {} };
      const application = built(graph, log);
      let world: World | null = born(graph);
      for (const command of commands) {
        log.lines.length = 0;
        world = await held(graph, world, command, application, log, tally);
        if (world === null) return;
        expect(log.lines).toEqual(world.log);
        expect(plain(application.state)).toEqual(world.state);
        expect(application.sequenceId).toBe(world.attempts === 0 ? null : world.attempts - 1);
      }
    }),
    1_200,
  );
  for (const name of often) expect([name, tally.get(name) ?? 0]).toSatisfy(isOften);
});

/** Does one thing with the application, as with the model. The world after it; null if it would not end. */
async function held(
  graph: ModelGraph,
  world: World,
  command: Command,
  application: UntypedApplication,
  log: Log,
  tally: Tally,
): Promise<World | null> {
  if (command.does === "reset") {
    application.resetToEntrypoint();
    return reset(graph, world);
  }
  if (command.does === "ask") {
    const expected = nextOf(graph, world, false);
    const next = application.nextAction();
    expect(next instanceof Promise).toBe(expected.isLate);
    expect(await next).toBe(expected.action);
    return { ...world, log: [] };
  }
  if (command.does === "patch") {
    const expected = patched(graph, world, command.patch);
    count(tally, expected === null ? "refused" : "patched");
    if (expected !== null) application.updateState(command.patch);
    else expect(await thrownBy(() => application.updateState(command.patch))).toMatchObject({ name: "WriteError" });
    return expected ?? { ...world, log: [] };
  }
  const [call, { world: after, ending }] = endingCall(graph, world, command.call);
  if (ending.how === "stuck") return null;
  count(count(tally, ending.how), "thrown" in ending ? `${ending.thrown}` : call.method);
  expect(await performed(application, call, log)).toEqual(ending);
  if (call.isSync) await settled();
  return after;
}

/** One that nobody can leave must end: in its place, one that can be left. */
function endingCall(graph: ModelGraph, world: World, call: ModelCall): readonly [ModelCall, Outcome] {
  const outcome = called(graph, world, call);
  if (outcome.ending.how !== "endless") return [call, outcome];
  const other: ModelCall = call.method === "run" ? { ...call, method: "iterate" } : { ...call, isQuiet: false };
  return [other, called(graph, world, other)];
}

const often = ["after", "before", "end", "step", "nothing", "left", "patched", "refused", "AsyncError", "AbortError"];
const isOften = ([, times]: readonly [string, number]): boolean => times > 20;
