import { DefinitionError } from "../errors.js";
import { kindOf } from "../text/wording.js";
import { plainReader, type Reader } from "./reader.js";

/** Any condition, without what it knows: nothing is inferred from it where it stands beside others. */
export interface AnyCondition {
  readonly "~typeburr": "condition";
  /** For drawings and logs: `safe=true`, an expression's text, a function's name, `default`. */
  readonly name: string;
  /** Whether it holds for a state. */
  (state: object): boolean | PromiseLike<boolean>;
}

/**
 * What decides whether a transition is taken.
 *
 * TReads: the keys it looks at, each with what it can do with. TNeeds: those of them that have to be written.
 * TShape: what the compiler may conclude when it holds.
 */
export interface Condition<out TReads, out TNeeds extends PropertyKey, out TShape> extends AnyCondition {
  readonly "~reads": TReads;
  readonly "~needs": TNeeds;
  readonly "~shape": TShape;
}

/** The shape of a condition that always holds. */
export interface Always {
  readonly always: true;
}

// values or what reads -> the keys that have to be written before they can be looked at
export type RequiredOf<TReads> = { [K in keyof TReads]-?: undefined extends TReads[K] ? never : K }[keyof TReads];

// condition -> the keys that have to be written before it can be asked
export type NeedsOf<TCondition> = TCondition extends { readonly "~when": infer Values }
  ? RequiredOf<Values>
  : TCondition extends { readonly "~needs": infer Needs }
    ? Needs
    : never;

// condition -> the keys it looks at, each with what it can do with
export type ReadsOf<TCondition> = TCondition extends { readonly "~when": infer Values }
  ? Values
  : TCondition extends { readonly "~reads": infer Reads }
    ? Reads
    : {};

// condition -> what may be concluded when it holds
export type ShapeOf<TCondition> = TCondition extends { readonly "~when": infer Values }
  ? { readonly when: Values }
  : TCondition extends { readonly "~shape": infer Shape }
    ? Shape
    : unknown;

/** The untyped side of a condition: what graph and engine work with. */
export interface ConditionDefinition {
  readonly name: string;
  /** The keys that have to be written before it can be asked. */
  readonly needs: readonly string[];
  readonly always: boolean;
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
  throw new DefinitionError(
    `${where} takes conditions, made by when(), condition() and the like, not ${kindOf(condition)}`,
  );
}
