import type {
  PlainAction,
  PlainCondition,
  PlainErrorEdge,
  PlainField,
  PlainGraph,
  PlainLiteral,
  PlainMember,
  PlainTransition,
} from "./graphs.js";

// Graphs written by hand: `a: "mode=image note? -> url / mode"` is an action that reads two keys, writes one, deletes one.

/** A graph; its entrypoint is the first action, if no other is named. */
export function graph(parts: {
  readonly actions: Readonly<Record<string, string>>;
  /** `["a, b -> c", condition]`. */
  readonly transitions: readonly (readonly [string, (PlainCondition | PlainErrorEdge)?])[];
  readonly state?: Readonly<Record<string, PlainLiteral>>;
  readonly entrypoint?: string;
  readonly isApart?: boolean;
  readonly isInline?: boolean;
}): PlainGraph {
  const {
    actions,
    transitions,
    state = {},
    entrypoint = Object.keys(actions)[0] ?? "",
    isApart = false,
    isInline = false,
  } = parts;
  return {
    actions: Object.entries(actions).map(([name, text]) => actionOf(name, text)),
    transitions: transitions.map(([arrow, condition]) => transitionOf(arrow, condition ?? null)),
    entrypoint,
    given: Object.entries(state).map(([key, value]) => ({ key, value })),
    isApart,
    isInline,
  };
}

function actionOf(name: string, text: string): PlainAction {
  const [reads = "", rest = ""] = text.split("->");
  const [writes = "", deletes = ""] = rest.split("/");
  return { name, reads: fieldsOf(reads), writes: fieldsOf(writes), deletes: wordsOf(deletes) };
}

function transitionOf(arrow: string, condition: PlainTransition["condition"]): PlainTransition {
  const [from = "", to = ""] = arrow.split("->");
  return { from: wordsOf(from), to: to.trim(), condition };
}

const wordsOf = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== "");

/** `x` is a string, `x?` may be missing, `x?!` has a default, `x=a|1|null|string` is one of these. */
function fieldsOf(text: string): PlainField[] {
  return wordsOf(text).map((word) => {
    const [, key = "", mark, members = "string"] = /^(\w+)(\?!?)?(?:=(.+))?$/.exec(word) ?? [];
    const missing = mark === undefined ? "refused" : mark === "?" ? "optional" : "default";
    return { key, schema: { members: members.split("|").map(memberOf), missing } };
  });
}

function memberOf(word: string): PlainMember {
  if (word === "string" || word === "number" || word === "boolean" || word === "error") return { any: word };
  return { is: /^(null|true|false|\d+)$/.test(word) ? (JSON.parse(word) as PlainLiteral) : word };
}

type Values = Readonly<Record<string, PlainLiteral | undefined>>;
const entries = (values: Values) => Object.entries(values).map(([key, value]) => ({ key, value }));

export const when = (values: Values): PlainCondition => ({ kind: "when", values: entries(values) });
export const object = (values: Values): PlainCondition => ({ kind: "object", values: entries(values) });
/** A `condition()` that reads: `asks("x y?=1|2")`. */
export const asks = (reads: string): PlainCondition => ({ kind: "function", reads: fieldsOf(reads) });
export const not = (part: PlainCondition): PlainCondition => ({ kind: "not", parts: [part] });
export const and = (...parts: readonly PlainCondition[]): PlainCondition => ({ kind: "and", parts });
export const or = (...parts: readonly PlainCondition[]): PlainCondition => ({ kind: "or", parts });
export const otherwise: PlainCondition = { kind: "otherwise" };
export const onError = (capture: string | null = null): PlainErrorEdge => ({ kind: "error", capture });
