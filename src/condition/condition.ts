import { DefinitionError } from "../errors.js";
import type { Schema } from "../schema/record.js";
import { kindOf } from "../text/wording.js";
import type { Primitive } from "../types/toolbelt.js";
import type { Expression } from "./expr/check.js";
import { errorEdgeOf } from "./on-error.js";
import { plainReader, type Reader } from "./reader.js";

/** Any condition, without what it knows: nothing is inferred from it where it stands beside others. */
export interface AnyCondition {
  readonly "~typeburr": "condition";
  /** For drawings and logs: `safe=true`, an expression's text, a function's name, `default`. */
  readonly name: string;
  /** Whether it holds for a state. */
  (state: object): boolean | PromiseLike<boolean>;
}

/** What decides whether a transition is taken. TGuard is what the compiler knows of it. */
export interface Condition<out TGuard> extends AnyCondition {
  readonly "~guard": TGuard;
}

/** What is known of a key: that it equals a value, or that it does not. */
export type Narrowing =
  | { readonly key: string; readonly is: Primitive }
  | { readonly key: string; readonly isnt: Primitive };

/** The untyped side of a condition: what graph and engine work with. */
export interface ConditionDefinition {
  readonly name: string;
  /** The keys that have to be written before it can be asked. */
  readonly needs: readonly string[];
  readonly always: boolean;
  /** What it parses before it looks at it. */
  readonly reads: readonly { readonly key: string; readonly schema: Schema }[];
  /** What is known of the state when it holds, and when it does not. */
  readonly whenHolds: readonly Narrowing[];
  readonly whenFails: readonly Narrowing[];
  /** The expressions in it. */
  readonly expressions: readonly Expression[];
  holds(state: Reader): boolean | PromiseLike<boolean>;
}

const definitions = new WeakMap<object, ConditionDefinition>();

/** A condition as users hold it: a function with a name. */
export function toCondition(definition: ConditionDefinition): AnyCondition {
  const brand = { "~typeburr": "condition" } as const;
  const ask = Object.assign((state: object) => definition.holds(plainReader(state)), brand);
  Object.defineProperty(ask, "name", { value: definition.name });
  definitions.set(ask, definition);
  return Object.freeze(ask);
}

/** The definition behind a condition; undefined for anything else. */
export function definitionOf(condition: unknown): ConditionDefinition | undefined {
  return typeof condition === "function" ? definitions.get(condition) : undefined;
}

/** As `definitionOf`, where nothing else will do. */
export function requireDefinition(where: string, condition: unknown): ConditionDefinition {
  const definition = definitionOf(condition);
  if (definition) return definition;
  if (errorEdgeOf(condition)) {
    const mend = "give it a transition of its own, [from, to, onError()]";
    throw new DefinitionError(`${where} takes conditions, and onError() is none: ${mend}`);
  }
  throw new DefinitionError(
    `${where} takes conditions, made by when(), condition() and the like, not ${kindOf(condition)}`,
  );
}
