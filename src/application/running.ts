import type { Signal } from "../action/context.js";
import { BusyError, ClosedError, DefinitionError } from "../errors.js";
import type { VisualizeOptions } from "../graph/drawing.js";
import { Graph, type GraphData } from "../graph/graph.js";
import type { CallMethod } from "../lifecycle/hooks.js";
import type { Lifecycle } from "../lifecycle/lifecycle.js";
import { checkOptionsRecord } from "../options.js";
import type { StateRecord } from "../state/state.js";
import { kindOf } from "../text/wording.js";
import { tellHooks, watchedCall } from "./call-watch.js";
import { type Call, type Core, type Marker, stepDone } from "./core.js";
import { finish, finishSync, type Gate, watched, watchedSync } from "./drive.js";
import { Engine, type EngineParts, type StepRecord, type StopRecord } from "./engine.js";
import { haltTests } from "./halt-test.js";
import type { HistoryEntry } from "./history.js";
import { checkInputs } from "./inputs.js";
import { checkPatch } from "./patch.js";
import { asyncHook } from "./pending.js";
import type { Plan } from "./plan.js";
import { StepSignal } from "./step-signal.js";
import { type EventRecord, EventStream } from "./stream.js";

const stepOptions = ["inputs", "signal"];
const runOptions = ["haltAfter", "haltBefore", ...stepOptions];

/** What an application is made of. */
export interface RunningParts extends EngineParts {
  readonly data: GraphData;
  readonly plan: Plan;
}

/** The untyped side of an application. */
export class RunningApplication {
  readonly appId: string;
  readonly partitionKey: string | null;
  readonly graph: Graph;
  readonly #data: GraphData;
  readonly #plan: Plan;
  readonly #engine: Engine;
  readonly #lifecycle: Lifecycle | null;
  #isBusy = false;
  /** What async `postApplicationCreate` hooks still have to do. */
  #creation: Promise<void> | null = null;
  readonly #gate: Gate = {
    enter: () => {
      if (this.#isBusy) throw new BusyError(this.appId);
      this.#isBusy = true;
    },
    leave: () => {
      this.#isBusy = false;
    },
  };

  constructor({ data, plan, ...parts }: RunningParts) {
    const { identity, lifecycle } = parts;
    this.appId = identity.appId;
    this.partitionKey = identity.partitionKey;
    this.graph = new Graph(data);
    this.#data = data;
    this.#plan = plan;
    this.#lifecycle = lifecycle;
    this.#engine = new Engine(plan, parts);
    if (lifecycle) this.#tellCreated(lifecycle);
  }

  get sequenceId(): number | null {
    return this.#engine.sequenceId;
  }

  get state(): StateRecord {
    return this.#engine.store.snapshot();
  }

  get history(): readonly HistoryEntry[] {
    return this.#engine.store.history();
  }

  async step(options?: unknown): Promise<StepRecord | null> {
    const call = this.#call("step", options, stepOptions);
    return await this.#finish(this.#watched(call, this.#engine.single(call)));
  }

  async run(options?: unknown): Promise<StopRecord> {
    const call = this.#call("run", options, runOptions);
    return await this.#finish(this.#watched(call, this.#engine.steps(call)));
  }

  iterate(options?: unknown): AsyncGenerator<StepRecord, StopRecord, void> {
    // Wrong options are refused here, not when the first step is asked for
    const closed = new ClosedError(this.appId);
    const call = this.#call("iterate", options, runOptions, { closed });
    const core = this.#watched(call, this.#engine.steps(call));
    return watched(this.#gate, core, closed, (marker) => (marker === stepDone ? this.#engine.record() : null));
  }

  stream(options?: unknown): EventStream {
    const closed = new ClosedError(this.appId);
    const call = this.#call("stream", options, runOptions, { closed, isStream: true });
    // Its own, since who leaves while an action works aborts it; it follows the caller's
    return new EventStream(new StepSignal(call.signal), closed, (signal) => {
      const begun = { ...call, signal };
      const core = this.#watched(begun, this.#engine.steps(begun));
      return watched(this.#gate, core, closed, (marker) => this.#eventOf(marker));
    });
  }

  stepSync(options?: unknown): StepRecord | null {
    const call = this.#call("stepSync", options, stepOptions, { twin: "step" });
    return this.#finishSync(this.#watched(call, this.#engine.single(call)));
  }

  runSync(options?: unknown): StopRecord {
    const call = this.#call("runSync", options, runOptions, { twin: "run" });
    return this.#finishSync(this.#watched(call, this.#engine.steps(call)));
  }

  iterateSync(options?: unknown): Generator<StepRecord, StopRecord, void> {
    const closed = new ClosedError(this.appId);
    const call = this.#call("iterateSync", options, runOptions, { twin: "iterate", closed });
    const core = this.#watched(call, this.#engine.steps(call));
    return watchedSync(this.#gate, core, closed, (marker) => (marker === stepDone ? this.#engine.record() : null));
  }

  /** The name of the next action; null if there is none; a promise, where it takes an async condition to tell. */
  nextAction(): string | null | Promise<string | null> {
    const core = this.#engine.peek();
    const taken = core.next();
    return taken.done ? taken.value : finish(core, taken);
  }

  resetToEntrypoint(): void {
    this.#whileIdle(() => this.#engine.reset(this.#data.initial));
  }

  updateState(patch: unknown): void {
    this.#whileIdle(() => this.#engine.patch(checkPatch(this.#data, patch)));
  }

  async visualize(options?: VisualizeOptions): Promise<string> {
    const { visualize } = await import("../visualize/visualize.js");
    return visualize(this.graph, options);
  }

  #whileIdle(change: () => void): void {
    this.#gate.enter();
    try {
      change();
    } finally {
      this.#gate.leave();
    }
  }

  async #finish<TReturn>(core: Core<TReturn>): Promise<TReturn> {
    this.#gate.enter();
    try {
      return await finish(core);
    } finally {
      this.#gate.leave();
    }
  }

  #finishSync<TReturn>(core: Core<TReturn>): TReturn {
    this.#gate.enter();
    try {
      return finishSync(core);
    } finally {
      this.#gate.leave();
    }
  }

  #eventOf(marker: Marker): EventRecord | null {
    if (marker === stepDone) return { type: "step", ...this.#engine.record() };
    return typeof marker === "symbol" ? null : marker;
  }

  /** The core of a call, with what hooks are told around it. */
  #watched<TReturn>(call: Call, core: Core<TReturn>): Core<TReturn> {
    if (this.#lifecycle === null) return core;
    const watched = watchedCall(this.#lifecycle, call, this, core);
    return this.#creation === null ? watched : this.#afterCreation(call, watched);
  }

  *#afterCreation<TReturn>(call: Call, core: Core<TReturn>): Core<TReturn> {
    const creation = this.#creation;
    if (creation && call.twin !== null) throw asyncHook("postApplicationCreate", call.twin, null);
    this.#creation = null;
    if (creation) yield creation;
    return yield* core;
  }

  #tellCreated(lifecycle: Lifecycle): void {
    const { appId, partitionKey, state } = this;
    const { entrypoint } = this.#data;
    const core = tellHooks(lifecycle, { twin: null }, "postApplicationCreate", {
      appId,
      partitionKey,
      state,
      entrypoint,
    });
    const taken = core.next();
    if (taken.done) return;
    // Once it is through, sync calls need not wait either
    this.#creation = finish(core, taken).then(() => {
      this.#creation = null;
    });
    // Who never calls never hears of it
    this.#creation.catch(() => {});
  }

  #call(
    method: CallMethod,
    options: unknown,
    known: readonly string[],
    kind: Partial<Pick<Call, "twin" | "closed" | "isStream">> = {},
  ): Call {
    const { inputs, signal, haltAfter, haltBefore } = checkOptions(method, options, known);
    return {
      method,
      inputs: checkInputs(this.#plan, inputs),
      signal: checkSignal(method, signal),
      ...haltTests(this.#plan, { haltAfter, haltBefore }),
      twin: kind.twin ?? null,
      closed: kind.closed ?? null,
      isStream: kind.isStream ?? false,
      hookErrors: [],
    };
  }
}

function checkOptions(method: string, options: unknown, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (options === undefined) return {};
  return checkOptionsRecord(`${method}()`, `a record of options, { ${known[0]} }`, options, known);
}

function checkSignal(method: string, signal: unknown): Signal | null {
  if (signal === undefined) return null;
  if (signal instanceof AbortSignal) return signal;
  throw new DefinitionError(`signal of ${method}() must be an AbortSignal, not ${kindOf(signal)}`);
}
