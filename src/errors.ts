/** The base of everything the library throws by itself. What an action throws is passed on unchanged. */
export abstract class TypeburrError extends Error {
  /** Stable, greppable, listed in `docs/errors.md`. */
  abstract readonly code: string;
  /** `TYPEBURR_INITIAL_STATE` -> `InitialStateError`. Bundlers change the names of classes, and leave the codes alone. */
  override get name(): string {
    const words = this.code.split("_").slice(1);
    return `${words.map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join("")}Error`;
  }
}

/** A declaration that cannot be: an action, a condition, a record of schemas, a builder call. */
export class DefinitionError extends TypeburrError {
  readonly code = "TYPEBURR_DEFINITION";
}

/**
 * A graph that is wrong as a whole. Its type carries the sentence: `build` has this type while the graph is wrong, and so
 * cannot be called.
 */
export class GraphError<TSentence extends string = string> extends TypeburrError {
  readonly code = "TYPEBURR_GRAPH";
  declare readonly message: TSentence;
  /** Every sentence, where the message joins several. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** One thing that a schema found wrong with a value. */
export interface Issue {
  readonly message: string;
  /** The place within the value, `items.0.price`; null for the value itself. */
  readonly path: string | null;
}

abstract class ValueError extends TypeburrError {
  /** The action that was concerned; null for a condition, and outside of a step. */
  readonly action: string | null;
  readonly key: string;
  readonly issues: readonly Issue[];

  constructor(message: string, action: string | null, key: string, issues: readonly Issue[]) {
    super(message);
    this.action = action;
    this.key = key;
    this.issues = issues;
  }
}

/** An input is missing, unknown, or does not fit its schema. Nothing has run. */
export class InputError extends ValueError {
  readonly code = "TYPEBURR_INPUT";
}

/** A key that an action or a condition reads is missing or does not fit. */
export class ReadError extends ValueError {
  readonly code = "TYPEBURR_READ";
}

/** A key that an action writes is undeclared, does not fit, or was left out. */
export class WriteError extends ValueError {
  readonly code = "TYPEBURR_WRITE";
}

/** An initial value does not fit those who read it. */
export class InitialStateError extends ValueError {
  readonly code = "TYPEBURR_INITIAL_STATE";
}

/** `run` returned something that is no state made from the one it was given. */
export class OutcomeError extends TypeburrError {
  readonly code = "TYPEBURR_OUTCOME";
  readonly action: string;

  constructor(message: string, action: string) {
    super(message);
    this.action = action;
  }
}

/** A streaming action has yielded an item that does not fit its schema. The step has failed. */
export class ItemError extends ValueError {
  readonly code = "TYPEBURR_ITEM";
}

/** A placeholder was to be run: it stands for an action that is still to be written. */
export class PlaceholderError extends TypeburrError {
  readonly code = "TYPEBURR_PLACEHOLDER";
  readonly action: string;

  constructor(action: string) {
    super(`action '${action}' is a placeholder: give it a run, action({ reads, writes, run })`);
    this.action = action;
  }
}

/** A halt list is empty, no list, or names what the graph does not have. */
export class HaltError extends TypeburrError {
  readonly code = "TYPEBURR_HALT";
  readonly names: readonly string[];

  constructor(message: string, names: readonly string[]) {
    super(message);
    this.names = names;
  }
}

/** A second call on an application that is still running. */
export class BusyError extends TypeburrError {
  readonly code = "TYPEBURR_BUSY";
  readonly appId: string;

  constructor(appId: string) {
    super(
      `application '${appId}' is running already: await that call, or finish its iterator, before the next; ` +
        "build a second application to run two at once",
    );
    this.appId = appId;
  }
}

/**
 * A sync call has met what takes time. What was committed before it stands; the async twin can go on from there. Its type carries the
 * sentence: where the compiler sees that an action is async, the sync twins have this type, and so cannot be called.
 */
export class AsyncError<TSentence extends string = string> extends TypeburrError {
  readonly code = "TYPEBURR_ASYNC";
  declare readonly message: TSentence;
  /** The action that is async, or out of which the condition or the error edge leads, or of which the hook was told. */
  readonly action: string | null;
  /** The name of the condition or error edge that takes time; null if it is the action, or a hook. */
  readonly condition: string | null;
  /** The name of the hook that takes time; null if it is something else. */
  readonly hook: string | null;

  constructor(
    message: string,
    action: string | null,
    condition: string | null,
    options?: ErrorOptions & { readonly hook?: string },
  ) {
    super(message, options);
    this.action = action;
    this.condition = condition;
    this.hook = options?.hook ?? null;
  }
}

/** Hooks have thrown. What they have thrown is the cause; of several, an `AggregateError`. */
export class HookError extends TypeburrError {
  readonly code = "TYPEBURR_HOOK";
  /** The name of the first hook that threw: `"postRunStep"`. */
  readonly hook: string;
  /** The action whose step it was; null outside of steps. */
  readonly action: string | null;

  constructor(message: string, hook: string, action: string | null, options: ErrorOptions) {
    super(message, options);
    this.hook = hook;
    this.action = action;
  }
}

/**
 * A stream was left by its consumer before the run had come to its end. A step that was running has not been committed. What
 * the action has thrown when it was stopped is the cause.
 */
export class ClosedError extends TypeburrError {
  readonly code = "TYPEBURR_CLOSED";
  readonly appId: string;

  constructor(appId: string) {
    super(
      `the call on application '${appId}' was left before it had come to its end: a step that was running has not been ` +
        "committed, and is next again",
    );
    this.appId = appId;
  }
}

/** What applications are stored by. */
interface StoredId {
  readonly partitionKey: string | null;
  readonly appId: string;
  /** The step concerned; null if it is none, or not known. */
  readonly sequenceId: number | null;
}

/**
 * Somebody else has stored steps of the same application. Nothing has changed, here or there: build the application anew
 * with `initializeFrom`, and go on from what is stored.
 */
export class ConflictError extends TypeburrError {
  readonly code = "TYPEBURR_CONFLICT";
  readonly partitionKey: string | null;
  readonly appId: string;
  /** Number of the step that was refused. */
  readonly sequenceId: number;

  /** @param options `message`: what else is wrong than that the step does not follow the last one. */
  constructor(
    { partitionKey, appId, sequenceId }: StoredId & { readonly sequenceId: number },
    { message, ...options }: ErrorOptions & { readonly message?: string } = {},
  ) {
    const partition = partitionKey === null ? "" : ` of partition '${partitionKey}'`;
    const follows =
      `step ${sequenceId} of application '${appId}'${partition} does not follow the last one that is stored: another process ` +
      "has gone on with it, or it was stored before. Build it anew with initializeFrom(), or give it another appId";
    super(message ?? follows, options);
    this.partitionKey = partitionKey;
    this.appId = appId;
    this.sequenceId = sequenceId;
  }
}

/** A store has failed, or what it holds cannot be read. What it has thrown is the cause. */
export class PersistenceError extends TypeburrError {
  readonly code = "TYPEBURR_PERSISTENCE";
  readonly partitionKey: string | null;
  readonly appId: string | null;
  /** Number of the step that was to be saved or loaded; null if it is none, or not known. */
  readonly sequenceId: number | null;

  constructor(message: string, of: { readonly [K in keyof StoredId]?: StoredId[K] | null }, options?: ErrorOptions) {
    super(message, options);
    this.partitionKey = of.partitionKey ?? null;
    this.appId = of.appId ?? null;
    this.sequenceId = of.sequenceId ?? null;
  }
}

/** A value that cannot be written as JSON, not even with tags. The step has failed, nothing was saved. */
export class SerializationError extends TypeburrError {
  readonly code = "TYPEBURR_SERIALIZATION";
  readonly key: string;
  /** The place within the value, `items.0.price`; null for the value itself. */
  readonly path: string | null;

  constructor(message: string, key: string, path: string | null, options?: ErrorOptions) {
    super(message, options);
    this.key = key;
    this.path = path;
  }
}

/** One thing that is wrong with a stored state. */
export interface HydrationProblem {
  /** The state key; null if it is the position, or the record. */
  readonly key: string | null;
  readonly message: string;
  readonly issues: readonly Issue[];
}

/** What was loaded does not fit the graph. Nothing has run, and nothing was changed in the store. */
export class HydrationError extends TypeburrError {
  readonly code = "TYPEBURR_HYDRATION";
  readonly partitionKey: string | null;
  readonly appId: string;
  readonly sequenceId: number | null;
  /** All that is wrong. */
  readonly problems: readonly HydrationProblem[];

  constructor(message: string, { partitionKey, appId, sequenceId }: StoredId, problems: readonly HydrationProblem[]) {
    super(message);
    this.partitionKey = partitionKey;
    this.appId = appId;
    this.sequenceId = sequenceId;
    this.problems = problems;
  }
}
