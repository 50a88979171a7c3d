import { DefinitionError } from "../errors.js";
import { checkRecord } from "../schema/check-record.js";
import { acceptsUndefined } from "../schema/inspect.js";
import type { Schema, SchemaRecord } from "../schema/record.js";
import { describe, parse } from "../schema/validate.js";
import { checkKey } from "../state/check-key.js";
import { deepFreeze } from "../state/freeze.js";
import { put } from "../state/put.js";
import type { StateRecord } from "../state/state.js";
import { kindOf, quoted, suggestion } from "../text/wording.js";
import type { ActionContext } from "./context.js";

/** One declared key: what the engine asks of it at every step, worked out once. */
export interface Entry {
  readonly key: string;
  readonly schema: Schema;
  /** Whether the schema accepts `undefined`, so that the key may be absent. */
  readonly optional: boolean;
}

export type Run = (state: StateRecord, inputs: Readonly<Record<string, unknown>>, context: ActionContext) => unknown;

/** What an action is made of, however it was declared. */
interface ActionParts {
  readonly reads: readonly Entry[];
  readonly writes: readonly Entry[];
  readonly inputs: readonly Entry[];
  readonly writeSchemas: SchemaRecord;
  /** The keys that `run` may wipe. */
  readonly deletes: readonly string[];
  readonly tags: readonly string[];
  /** Whether what is executed returns a generator of items. */
  readonly isStreaming: boolean;
  /** What the items are parsed by; null if none is declared. */
  readonly item: Schema | null;
  /** The function as it was given, for tests. */
  readonly run: Run;
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
  readonly run: Run;
  readonly execute: Run;

  private constructor(parts: ActionParts) {
    this.reads = parts.reads;
    this.writes = parts.writes;
    this.inputs = parts.inputs;
    this.writeSchemas = parts.writeSchemas;
    this.deletes = parts.deletes;
    this.tags = parts.tags;
    this.isStreaming = parts.isStreaming;
    this.item = parts.item;
    this.run = parts.run;
    this.execute = parts.execute;
    Object.freeze(this);
  }

  /** Checks what `action()` was given. */
  static from(definition: unknown): ActionDefinition {
    if (typeof definition !== "object" || definition === null) {
      throw new DefinitionError(`action() takes a record, { reads, writes, run }, not ${kindOf(definition)}`);
    }
    const {
      reads,
      writes,
      inputs = {},
      deletes = [],
      tags = [],
      run,
      ...unknown
    } = definition as Record<string, unknown>;
    for (const option of Object.keys(unknown)) {
      throw new DefinitionError(`action() has no option '${option}'.${suggestion(option, options)}`);
    }
    if (typeof run !== "function") throw new DefinitionError(`run of action() must be a function, not ${kindOf(run)}`);
    if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === "string" && tag !== "")) {
      throw new DefinitionError(`tags of action() must be a list of names, ["slow"], not ${kindOf(tags)}`);
    }
    const writeSchemas = checkRecord("writes of action()", writes);
    const parts = { reads: checkRecord("reads of action()", reads), writes: writeSchemas };
    for (const record of Object.values(parts)) for (const key of Object.keys(record)) checkKey(key);
    return new ActionDefinition({
      reads: entriesOf(parts.reads),
      writes: entriesOf(writeSchemas),
      inputs: entriesOf(checkRecord("inputs of action()", inputs)),
      writeSchemas,
      deletes: checkDeletes(deletes),
      tags: [...tags],
      isStreaming: false,
      item: null,
      run: run as Run,
      execute: run as Run,
    });
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

const options = ["reads", "writes", "inputs", "deletes", "tags", "run"];

/** The definition behind an action; undefined for anything else. */
export function actionDefinitionOf(value: unknown): ActionDefinition | undefined {
  return isDefinition(value) ? value : undefined;
}

function isDefinition(value: unknown): value is ActionDefinition {
  return typeof value === "object" && value !== null && (value as { "~typeburr"?: unknown })["~typeburr"] === "action";
}

function checkDeletes(deletes: unknown): readonly string[] {
  if (!Array.isArray(deletes)) {
    throw new DefinitionError(`deletes of action() must be a list of state keys, ["draft"], not ${kindOf(deletes)}`);
  }
  const keys = new Set<string>();
  for (const key of deletes as readonly unknown[]) {
    if (typeof key !== "string" || key === "") {
      const what = key === "" ? "an empty string" : kindOf(key);
      throw new DefinitionError(`deletes of action() must be a list of state keys, ["draft"], not of ${what}`);
    }
    checkKey(key);
    if (keys.has(key)) throw new DefinitionError(`deletes of action() names '${key}' twice: once is enough`);
    keys.add(key);
  }
  return Object.freeze([...keys]);
}

function entriesOf(record: SchemaRecord): readonly Entry[] {
  return Object.entries(record).map(([key, schema]) => ({ key, schema, optional: acceptsUndefined(schema) }));
}
