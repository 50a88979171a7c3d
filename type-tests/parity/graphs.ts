/** A graph as plain data, from which each judge gets its own form. */
export interface PlainGraph {
  readonly actions: readonly PlainAction[];
  readonly transitions: readonly PlainTransition[];
  readonly entrypoint: string;
  /** The initial state. */
  readonly given: readonly PlainValue[];
  /** Whether each transition has a withTransitions of its own. */
  readonly isApart: boolean;
  /** Whether actions are declared where they are handed over: there the compiler infers them against what is expected. */
  readonly isInline: boolean;
}

export interface PlainAction {
  readonly name: string;
  readonly reads: readonly PlainField[];
  readonly writes: readonly PlainField[];
  readonly deletes: readonly string[];
}

/** A key with its schema. */
export interface PlainField {
  readonly key: string;
  readonly schema: PlainSchema;
}

/** A key with its value. */
interface PlainValue {
  readonly key: string;
  readonly value: PlainLiteral;
}

/** The union of its members; with a mark, whether the key may be missing. */
export interface PlainSchema {
  readonly members: readonly PlainMember[];
  /** `optional` lets `undefined` through; `default` puts the first literal among the members in its place. */
  readonly missing: "refused" | "optional" | "default";
}

export type PlainLiteral = string | number | boolean | null;

/** A literal, or all of a kind; `error` is what `capture` writes. */
export type PlainMember = { readonly is: PlainLiteral } | { readonly any: "string" | "number" | "boolean" | "error" };

export interface PlainTransition {
  readonly from: readonly string[];
  readonly to: string;
  readonly condition: PlainCondition | PlainErrorEdge | null;
}

export type PlainCondition = PlainWhen | PlainFunction | PlainExpression | PlainOtherwise | PlainCombination;

/** `undefined` asks whether the key is absent. An `object` is a `when` spelled as a plain object. */
interface PlainWhen {
  readonly kind: "when" | "object";
  readonly values: readonly { readonly key: string; readonly value: PlainLiteral | undefined }[];
}

interface PlainFunction {
  readonly kind: "function";
  readonly reads: readonly PlainField[];
}

/** An `expr` that compares each key with a value. Nothing is concluded from it. */
interface PlainExpression {
  readonly kind: "expression";
  readonly values: readonly PlainValue[];
}

interface PlainOtherwise {
  readonly kind: "otherwise";
}

interface PlainCombination {
  readonly kind: "not" | "and" | "or";
  readonly parts: readonly PlainCondition[];
}

/** What makes a transition an error edge. */
export interface PlainErrorEdge {
  readonly kind: "error";
  readonly capture: string | null;
}

/** What conditions may be made of is asked here, too: an error edge is none. */
export function isErrorEdge(condition: PlainTransition["condition"]): condition is PlainErrorEdge {
  return condition?.kind === "error";
}
