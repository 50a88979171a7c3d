import { DefinitionError } from "../errors.js";
import type { Schema, SchemaRecord } from "../schema/record.js";
import { describe, parse } from "../schema/validate.js";
import { deepFreeze } from "../state/freeze.js";
import { put } from "../state/put.js";
import type { StateRecord } from "../state/state.js";
import { kindOf, quoted, suggestion } from "../text/wording.js";
import type { ActionContext } from "./context.js";
import { detachedContext } from "./detached-context.js";

/** One declared key: what the engine asks of it at every step, worked out once. */
export interface Entry {
  readonly key: string;
  readonly schema: Schema;
  /** Whether the schema accepts `undefined`, so that the key may be absent. */
  readonly optional: boolean;
}

export type Run = (state: StateRecord, inputs: Readonly<Record<string, unknown>>, context: ActionContext) => unknown;

/** The same, called without an application. */
type Detached = (state: StateRecord, inputs?: Readonly<Record<string, unknown>>, context?: ActionContext) => unknown;

/** Folds what `run` of a two-step action returned into the state. */
export type Update = (result: unknown, state: StateRecord) => unknown;

/** What every kind of action declares. */
export interface Declaration {
  readonly reads: readonly Entry[];
  readonly writes: readonly Entry[];
  readonly inputs: readonly Entry[];
  readonly writeSchemas: SchemaRecord;
  /** The keys that `run` may wipe. */
  readonly deletes: readonly string[];
  readonly tags: readonly string[];
}

/** What an action is made of, however it was declared. */
export interface ActionParts extends Declaration {
  /** Whether what is executed returns a generator of items. */
  readonly isStreaming: boolean;
  /** What the items are parsed by; null if none is declared. */
  readonly item: Schema | null;
  /** The function as it was given. */
  readonly run: Run;
  /** Of a two-step action, the other one. */
  readonly update?: Update;
  /** What a step calls: returns the new state, or `[result, state]`, or a promise of either, or a generator that does. */
  readonly execute: Run;
}

/** The untyped side of an action: what graph and engine work with. */
export class ActionDefinition implements ActionParts {
  readonly "~typeburr" = "action";
  readonly reads: readonly Entry[];
  readonly writes: readonly Entry[];
  readonly inputs: readonly Entry[];
  readonly writeSchemas: SchemaRecord;
  readonly deletes: readonly string[];
  readonly tags: readonly string[];
  readonly isStreaming: boolean;
  readonly item: Schema | null;
  /** For tests, which may leave out what does not matter to them. */
  readonly run: Detached;
  // Declared only: an action of one step has no such property
  declare readonly update?: Update;
  readonly execute: Run;

  constructor(parts: ActionParts) {
    this.reads = parts.reads;
    this.writes = parts.writes;
    this.inputs = parts.inputs;
    this.writeSchemas = parts.writeSchemas;
    this.deletes = parts.deletes;
    this.tags = parts.tags;
    this.isStreaming = parts.isStreaming;
    this.item = parts.item;
    const { run } = parts;
    this.run = (state, inputs = {}, context = detachedContext()) => run(state, inputs, context);
    if (parts.update) this.update = parts.update;
    this.execute = parts.execute;
    Object.freeze(this);
  }

  /** A new action without those inputs. */
  bind(values: unknown): ActionDefinition {
    if (typeof values !== "object" || values === null || Array.isArray(values)) {
      throw new DefinitionError(`bind() takes a record, { input: value }, not ${kindOf(values)}`);
    }
    const bound: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(values)) put(bound, name, this.#boundInput(name, value));
    deepFreeze(bound);
    const withBound =
      (run: Run): Run =>
      (state, inputs, context) =>
        run(state, { ...inputs, ...bound }, context);
    return new ActionDefinition({
      ...this,
      inputs: this.inputs.filter(({ key }) => !Object.hasOwn(bound, key)),
      run: withBound(this.run),
      execute: withBound(this.execute),
    });
  }

  #boundInput(name: string, value: unknown): unknown {
    const entry = this.inputs.find(({ key }) => key === name);
    if (!entry) {
      const names = this.inputs.map(({ key }) => key);
      const known = names.length === 0 ? "it takes none" : `it takes ${quoted(names)}`;
      throw new DefinitionError(`bind(): the action has no input '${name}'; ${known}.${suggestion(name, names)}`);
    }
    const parsed = parse(entry.schema, value);
    if (parsed.ok) return parsed.value;
    throw new DefinitionError(`bind(): the value of '${name}' does not fit its schema: ${describe(parsed.issues)}`);
  }
}

/** The definition behind an action, or behind an instance of a class of actions; undefined for anything else. */
export function actionDefinitionOf(value: unknown): ActionDefinition | undefined {
  if (isDefinition(value)) return value;
  const definition =
    typeof value === "object" && value !== null && "~definition" in value ? value["~definition"] : null;
  return isDefinition(definition) ? definition : undefined;
}

function isDefinition(value: unknown): value is ActionDefinition {
  return typeof value === "object" && value !== null && (value as { "~typeburr"?: unknown })["~typeburr"] === "action";
}
