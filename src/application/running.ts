import type { Signal } from "../action/context.js";
import { BusyError, DefinitionError } from "../errors.js";
import { Graph, type GraphData } from "../graph/graph.js";
import type { StateRecord } from "../state/state.js";
import { cut, kindOf, suggestion } from "../text/wording.js";
import { advance, finish, finishSync, Turns } from "./drive.js";
import { type Call, type Core, Engine, type StepRecord, type StopRecord, stepDone } from "./engine.js";
import { haltTest } from "./halt-test.js";
import { checkInputs } from "./inputs.js";
import { type Plan, planOf } from "./plan.js";

export interface Identity {
  readonly appId: string;
  readonly partitionKey: string | null;
}

const stepOptions = ["inputs", "signal"];
const runOptions = ["haltAfter", "haltBefore", ...stepOptions];

/** The untyped side of an application. */
export class RunningApplication {
  readonly appId: string;
  readonly partitionKey: string | null;
  readonly graph: Graph;
  readonly #plan: Plan;
  readonly #engine: Engine;
  #busy = false;

  constructor(data: GraphData, initial: Readonly<Record<string, unknown>>, identity: Identity) {
    this.appId = identity.appId;
    this.partitionKey = identity.partitionKey;
    this.graph = new Graph(data);
    this.#plan = planOf(data);
    this.#engine = new Engine(this.#plan, initial, identity);
  }

  get sequenceId(): number | null {
    return this.#engine.sequenceId;
  }

  get state(): StateRecord {
    return this.#engine.store.snapshot();
  }

  async step(options?: unknown): Promise<StepRecord | null> {
    const call = this.#call("step", options, stepOptions);
    return await this.#finish(this.#engine.single(call));
  }

  async run(options?: unknown): Promise<StopRecord> {
    const call = this.#call("run", options, runOptions);
    return await this.#finish(this.#engine.steps(call));
  }

  iterate(options?: unknown): AsyncGenerator<StepRecord, StopRecord, void> {
    // Wrong options are refused here, not when the first step is asked for
    return this.#iterate(this.#call("iterate", options, runOptions));
  }

  stepSync(options?: unknown): StepRecord | null {
    return this.#finishSync(this.#engine.single(this.#call("stepSync", options, stepOptions, "step")));
  }

  runSync(options?: unknown): StopRecord {
    return this.#finishSync(this.#engine.steps(this.#call("runSync", options, runOptions, "run")));
  }

  iterateSync(options?: unknown): Generator<StepRecord, StopRecord, void> {
    return this.#iterateSync(this.#call("iterateSync", options, runOptions, "iterate"));
  }

  async #finish<TReturn>(core: Core<unknown, TReturn>): Promise<TReturn> {
    this.#enter();
    try {
      return await finish(core);
    } finally {
      this.#busy = false;
    }
  }

  #finishSync<TReturn>(core: Core<unknown, TReturn>): TReturn {
    this.#enter();
    try {
      return finishSync(core);
    } finally {
      this.#busy = false;
    }
  }

  async *#iterate(call: Call): AsyncGenerator<StepRecord, StopRecord, void> {
    this.#enter();
    try {
      const core = this.#engine.steps(call);
      const turns = new Turns();
      for (let taken = await advance(core); ; taken = await advance(core)) {
        if (taken.done) return taken.value;
        if (taken.value === stepDone) yield this.#engine.record();
        const pause = turns.step();
        if (pause) await pause;
      }
    } finally {
      this.#busy = false;
    }
  }

  *#iterateSync(call: Call): Generator<StepRecord, StopRecord, void> {
    this.#enter();
    try {
      const core = this.#engine.steps(call);
      for (let taken = core.next(); ; taken = core.next()) {
        if (taken.done) return taken.value;
        if (taken.value === stepDone) yield this.#engine.record();
      }
    } finally {
      this.#busy = false;
    }
  }

  #enter(): void {
    if (this.#busy) throw new BusyError(this.appId);
    this.#busy = true;
  }

  #call(method: string, options: unknown, known: readonly string[], twin: Call["twin"] = null): Call {
    const { inputs, signal, haltAfter, haltBefore } = checkOptions(method, options, known);
    return {
      inputs: checkInputs(this.#plan, inputs),
      signal: checkSignal(method, signal),
      haltAfter: haltTest(this.#plan, "haltAfter", haltAfter),
      haltBefore: haltTest(this.#plan, "haltBefore", haltBefore),
      twin,
    };
  }
}

function checkOptions(method: string, options: unknown, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (options === undefined) return {};
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new DefinitionError(`${method}() takes a record of options, { ${known[0]} }, not ${kindOf(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name))
      throw new DefinitionError(`${method}() has no option '${cut(name)}'.${suggestion(name, known)}`);
  }
  return options as Readonly<Record<string, unknown>>;
}

function checkSignal(method: string, signal: unknown): Signal | null {
  if (signal === undefined) return null;
  if (signal instanceof AbortSignal) return signal;
  throw new DefinitionError(`signal of ${method}() must be an AbortSignal, not ${kindOf(signal)}`);
}
