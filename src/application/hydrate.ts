import { ConflictError, DefinitionError, HydrationError, type HydrationProblem } from "../errors.js";
import { checkStanding } from "../graph/check/standing.js";
import type { GraphData } from "../graph/graph.js";
import type { StatePersister } from "../persistence/persister.js";
import type { StepPointer, StoredState } from "../persistence/record.js";
import { Coded } from "../persistence/serde.js";
import type { AnyCodecs } from "../persistence/writer.js";
import { keyIsMethod } from "../sentences.js";
import { put } from "../state/put.js";
import { stateMethods } from "../state/types.js";
import { kindOf, textOf } from "../text/wording.js";
import { isPromiseLike, letGo } from "../types/promise.js";
import type { Identity } from "./context.js";
import { isPosition, isRecord, load, named } from "./load.js";
import type { Plan } from "./plan.js";
import { nothingStored, type Stored } from "./saver.js";
import { Standing } from "./standing.js";

/** Where an application is loaded from. */
export interface Loading {
  readonly loader: Pick<StatePersister, "load">;
  readonly resume: "next" | "entrypoint";
  readonly fork: Fork | null;
  readonly migrate: ((record: StoredState) => unknown) | null;
  readonly codecs: AnyCodecs;
}

interface Fork {
  readonly appId: string;
  /** Undefined for that of the application itself. */
  readonly partitionKey: string | null | undefined;
  /** Undefined for the last one. */
  readonly sequenceId: number | undefined;
}

/** What was loaded, ready to go on. */
export interface Hydrated {
  readonly values: Readonly<Record<string, unknown>>;
  readonly standing: Standing;
  /** What the store that saves has already. */
  readonly stored: Stored;
}

interface Request extends Loading {
  readonly data: GraphData;
  readonly plan: Plan;
  readonly identity: Identity;
  /** The store that saves; null if none does. */
  readonly persister: StatePersister | null;
  /** Those that it is saved with. */
  readonly codecsOfSaving: AnyCodecs;
}

/**
 * Loads an application, and checks that it fits the graph.
 *
 * @returns Null if nothing is stored.
 */
export async function hydrate(request: Request): Promise<Hydrated | null> {
  const { loader, fork, identity, data, plan, resume } = request;
  const source = sourceOf(fork, identity);
  const loaded = await load(loader, source, fork?.sequenceId);
  if (loaded === null) {
    if (fork === null) return null;
    const step = fork.sequenceId === undefined ? "nothing" : `no step ${fork.sequenceId}`;
    const message = `${step} is stored of ${named(source)}, which is to be forked: look at its appId and partitionKey`;
    const pointer = { ...source, sequenceId: fork.sequenceId ?? null };
    throw new HydrationError(message, pointer, [{ key: null, message, issues: [] }]);
  }
  const { problems, values } = decodedBy(request.codecs, loaded.state);
  const record = await migrated(request.migrate, { ...loaded, state: values });
  // At the entrypoint the initial state is certain, though some of it was deleted since
  const state = resume === "entrypoint" ? { ...data.initial, ...record.state } : record.state;
  const where = standingIn(record, resume);
  problems.push(...namedLikeMethods(state));
  const unread = new Set(problems.map(({ key }) => key));
  problems.push(...checkStanding(data, where, state).filter(({ key }) => key === null || !unread.has(key)));
  if (problems.length > 0) throw unfit(loaded, problems);
  const standing = Standing.of(plan, record.position);
  standing.sequenceId = record.sequenceId;
  if (resume === "entrypoint") standing.reset();
  const stored = await storedIn(request, loaded);
  const weight = isContinued(request, loaded) ? stored.weight : { ...stored.weight, deltas: Number.POSITIVE_INFINITY };
  return { values: state, standing, stored: { ...stored, weight } };
}

function sourceOf(fork: Fork | null, identity: Identity): Identity {
  if (fork === null) return identity;
  const { appId, partitionKey = identity.partitionKey } = fork;
  if (appId !== identity.appId || partitionKey !== identity.partitionKey) return { appId, partitionKey };
  throw new DefinitionError(
    `fork of initializeFrom(): ${named(identity)} cannot be forked onto itself: give the new one an appId of its own, ` +
      "withIdentifiers({ appId })",
  );
}

/** The state, with what codecs have written made again. */
function decodedBy(
  codecs: AnyCodecs,
  state: StoredState["state"],
): { readonly values: Record<string, unknown>; readonly problems: HydrationProblem[] } {
  const values: Record<string, unknown> = {};
  const problems: HydrationProblem[] = [];
  for (const [key, value] of Object.entries(state)) {
    const codec = Object.hasOwn(codecs, key) ? codecs[key] : undefined;
    try {
      if (value instanceof Coded && codec === undefined)
        throw new Error("it was saved by a codec: give it the same one");
      const decoded = value instanceof Coded ? codec?.decode(value.value) : value;
      if (isPromiseLike(decoded)) {
        letGo(decoded);
        throw new Error("its codec gave a promise, and has to decode at once");
      }
      put(values, key, decoded);
    } catch (error) {
      problems.push({ key, message: `key '${key}' cannot be read: ${textOf(error)}`, issues: [] });
    }
  }
  return { values, problems };
}

/** Keys under which a state would hide its own operations: `withState` refuses them, and so must what was stored. */
const namedLikeMethods = (state: StoredState["state"]): HydrationProblem[] =>
  stateMethods
    .filter((method) => Object.hasOwn(state, method))
    .map((key) => ({ key, message: keyIsMethod(key), issues: [] }));

async function migrated(migrate: Loading["migrate"], record: StoredState): Promise<StoredState> {
  if (migrate === null) return record;
  const changed = await migrate(record);
  if (isRecord(changed) && isRecord(changed.state) && isPosition(changed.position)) {
    // Numbers and names are what the store has: only what stands in it, and where, can be changed
    const { state, position, action } = changed as unknown as StoredState;
    return { ...record, state, position, action };
  }
  throw new DefinitionError(
    "migrate of initializeFrom() must return the record, { ...record, state: { ... } }, with all of its position, " +
      `{ ...record.position, last: "..." }, not ${isRecord(changed) ? "a record that lacks some of it" : kindOf(changed)}`,
  );
}

function standingIn({ action, status, position: { last, next } }: StoredState, resume: Loading["resume"]) {
  if (resume === "entrypoint") return { last: null, next: null, failed: null };
  // What has failed is next again, or its error edge leads on
  return { last, next, failed: status === "failed" && next !== action ? action : null };
}

function unfit(
  { partitionKey, appId, sequenceId }: StoredState,
  problems: readonly HydrationProblem[],
): HydrationError {
  const list = problems.map(({ message }) => `\n- ${message}`).join("");
  const message = `step ${sequenceId} of ${named({ appId, partitionKey })} does not fit the graph: change it with migrate, or start anew${list}`;
  return new HydrationError(message, { partitionKey, appId, sequenceId }, problems);
}

/**
 * Whether the next record may say what it adds to what is stored; else it has to stand by itself. What migrate has changed is in no
 * delta, nor what a new beginning has given back; and where a codec has written that does not any more, a delta would add to what only that codec can read.
 */
function isContinued({ migrate, resume, codecsOfSaving }: Request, { state }: StoredState): boolean {
  const isWritten = ([key, value]: [string, unknown]) =>
    !(value instanceof Coded) || Object.hasOwn(codecsOfSaving, key);
  return migrate === null && resume === "next" && Object.entries(state).every(isWritten);
}

/** What the store that saves has of the application, under its own id. */
async function storedIn({ persister, loader, fork, identity }: Request, loaded: StoredState): Promise<Stored> {
  const { sequenceId, weight, parent } = loaded;
  const forkedFrom: StepPointer = { partitionKey: loaded.partitionKey, appId: loaded.appId, sequenceId };
  if (fork === null && persister === loader) return { previousId: sequenceId, parent, weight };
  const there = persister && (await load(persister, identity, undefined));
  if (!there) return { ...nothingStored, parent: fork === null ? parent : forkedFrom };
  if (fork === null && there.writeId === loaded.writeId)
    return { previousId: sequenceId, parent, weight: there.weight };
  const message =
    fork === null
      ? `${named(identity)} is stored up to step ${there.sequenceId} where it is saved, and up to step ${sequenceId} where it is ` +
        "loaded from: load it from where it is saved"
      : `${named(identity)} is stored already, up to step ${there.sequenceId}: leave out fork to go on with it, or fork under another appId`;
  throw new ConflictError({ ...identity, sequenceId: sequenceId + 1 }, { message });
}
