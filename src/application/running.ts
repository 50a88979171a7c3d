import type { Signal } from "../action/context.js";
import { BusyError, DefinitionError } from "../errors.js";
import { Graph, type GraphData } from "../graph/graph.js";
import type { StateRecord } from "../state/state.js";
import { cut, kindOf, suggestion } from "../text/wording.js";
import { advance, finish, Turns } from "./drive.js";
import { type Call, Engine, type StepRecord, type StopRecord } from "./engine.js";
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
    this.#enter();
    try {
      return await finish(this.#engine.single(call));
    } finally {
      this.#busy = false;
    }
  }

  async run(options?: unknown): Promise<StopRecord> {
    const call = this.#call("run", options, runOptions);
    this.#enter();
    try {
      return await finish(this.#engine.steps(call));
    } finally {
      this.#busy = false;
    }
  }

  iterate(options?: unknown): AsyncGenerator<StepRecord, StopRecord, void> {
    // Wrong options are refused here, not when the first step is asked for
    return this.#iterate(this.#call("iterate", options, runOptions));
  }

  async *#iterate(call: Call): AsyncGenerator<StepRecord, StopRecord, void> {
    this.#enter();
    try {
      const core = this.#engine.steps(call);
      const turns = new Turns();
      for (let taken = await advance(core); ; taken = await advance(core)) {
        if (taken.done) return taken.value;
        yield this.#engine.record();
        const pause = turns.step();
        if (pause) await pause;
      }
    } finally {
      this.#busy = false;
    }
  }

  #enter(): void {
    if (this.#busy) throw new BusyError(this.appId);
    this.#busy = true;
  }

  #call(method: string, options: unknown, known: readonly string[]): Call {
    const { inputs, signal, haltAfter, haltBefore } = checkOptions(method, options, known);
    return {
      inputs: checkInputs(this.#plan, inputs),
      signal: checkSignal(method, signal),
      haltAfter: haltTest(this.#plan, "haltAfter", haltAfter),
      haltBefore: haltTest(this.#plan, "haltBefore", haltBefore),
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
