import fc from "fast-check";
import type { StatePersister } from "typeburr";
import { memoryPersister } from "typeburr/persisters/memory";
import { expect, test } from "vitest";
import { holdsAsync } from "../support/property.js";
import type { UntypedApplication } from "../support/untyped.js";
import { called } from "./model/call.js";
import { patched, reset } from "./model/change.js";
import type { ModelGraph } from "./model/graph.js";
import { type Log, plain } from "./model/log.js";
import { performed } from "./model/perform.js";
import { type Command, story } from "./model/random.js";
import { drafted } from "./model/real.js";
import { born, type World } from "./model/world.js";

/** What a sync call has begun and left goes on by itself. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Life {
  readonly application: UntypedApplication;
  readonly world: World;
  /** Whether something was changed that is stored only with the next step. */
  readonly isAhead: boolean;
}

test("rules 24 and 27: an application that is killed between two calls and loaded goes on as if nothing had been", async () => {
  let lives = 0;
  await holdsAsync(
    fc.asyncProperty(
      story,
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      async ([graph, commands], deaths) => {
        const log: Log = { lines: [], keys: [], abort: () => {} };
        const persister = memoryPersister();
        let life: Life = { application: await loaded(graph, log, persister), world: born(graph), isAhead: false };
        for (const [index, command] of commands.entries()) {
          log.lines.length = 0;
          const next = await lived(graph, life, command, log);
          if (next === null) return;
          life = next;
          expect(log.lines).toEqual(life.world.log);
          await expectStored(life, persister);
          if (!deaths[index] || life.isAhead || life.world.attempts === 0) continue;
          lives += 1;
          life = {
            application: await loaded(graph, log, persister),
            world: reborn(life.world),
            isAhead: false,
          };
          expect(plain(life.application.state)).toEqual(life.world.state);
          expect(life.application.sequenceId).toBe(life.world.attempts - 1);
        }
      },
    ),
    600,
  );
  expect(lives).toBeGreaterThan(500);
});

const loaded = (graph: ModelGraph, log: Log, persister: StatePersister): Promise<UntypedApplication> =>
  drafted(graph, log)
    .withPersister(persister)
    .initializeFrom(persister, { default: defaultOf(graph) })
    .build();

const defaultOf = ({ initial, actions }: ModelGraph) => ({ state: initial, entrypoint: actions[0]?.name });

/** What a new process knows: not what hooks have counted, nor how the last move was found; of an error its name. */
const reborn = (world: World): World => ({
  ...world,
  result: null,
  called: {},
  moved: null,
  raised: world.raised && { ...world.raised, thrown: world.raised.thrown?.split(" ")[0] ?? null },
});

async function lived(
  graph: ModelGraph,
  { application, world, isAhead }: Life,
  command: Command,
  log: Log,
): Promise<Life | null> {
  if (command.does === "ask") return { application, world: { ...world, log: [] }, isAhead };
  if (command.does === "reset") {
    application.resetToEntrypoint();
    return { application, world: reset(graph, world), isAhead: true };
  }
  if (command.does === "patch") {
    const after = patched(graph, world, command.patch);
    if (after === null) return { application, world: { ...world, log: [] }, isAhead };
    application.updateState(command.patch);
    return { application, world: after, isAhead: true };
  }
  const { call } = command;
  const { world: after, ending } = called(graph, world, call);
  if (ending.how === "stuck" || ending.how === "endless") return null;
  expect(await performed(application, call, log)).toEqual(ending);
  if (call.isSync) await settled();
  return { application, world: after, isAhead: isAhead && after.attempts === world.attempts };
}

async function expectStored({ application, world, isAhead }: Life, persister: StatePersister): Promise<void> {
  const stored = await persister.load({ appId: application.appId });
  expect(stored?.sequenceId ?? null).toBe(world.attempts === 0 ? null : world.attempts - 1);
  if (stored && !isAhead) expect(stored.state).toEqual(application.state.getAll());
}
