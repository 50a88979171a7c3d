/**
 * A second opinion on the engine: what an application does, told over plain data. Shares no code with the library.
 */

export type Effect =
  | { readonly op: "set"; readonly key: string; readonly value: number }
  | { readonly op: "add"; readonly key: string; readonly value: number }
  | { readonly op: "push"; readonly key: string; readonly value: number }
  | { readonly op: "wipe"; readonly key: string };

export type Fault =
  | "throws"
  | "returns nothing"
  | "forgets a write"
  | "writes something else"
  | "yields what does not fit"
  | "aborts"
  | "aborts and throws";

export interface ModelAction {
  readonly name: string;
  /** A function, a pair of them, or a generator. */
  readonly kind: "one" | "two" | "stream";
  readonly tag: string | null;
  /** Keys that must be there. */
  readonly reads: readonly string[];
  /** Whether it has to be given the input `x`. */
  readonly isAsking: boolean;
  readonly effects: readonly Effect[];
  readonly isAsync: boolean;
  /** Its own result instead of the record of writes. */
  readonly result: number | null;
  /** How many items it yields; only a generator does. */
  readonly items: number;
  /** What goes wrong at which attempts of the application, counted from 0, and before which item. */
  readonly faults: Readonly<Record<number, { readonly what: Fault; readonly at: number }>>;
}

export interface ModelGuard {
  readonly kind: "equals" | "even" | "even, later";
  readonly key: string;
  readonly value: number;
}

export interface ModelEdge {
  readonly kind: "error";
  /** The name of a class; null for none. */
  readonly catches: string | null;
  readonly max: number | null;
  readonly capture: string | null;
}

export interface ModelArc {
  readonly from: readonly string[];
  readonly to: string;
  /** Holds always, when the key equals the value, or when the number there is even. */
  readonly guard: null | ModelGuard | ModelEdge;
}

export const hookNames = [
  "preExecuteCall",
  "postExecuteCall",
  "onTransition",
  "preRunStep",
  "postRunStep",
  "preStartStream",
  "postStreamItem",
  "postEndStream",
] as const;
export type HookName = (typeof hookNames)[number];

/** Somebody who looks on. */
export interface ModelHook {
  readonly name: string;
  readonly hears: readonly HookName[];
  /** Those that return a promise. */
  readonly slow: readonly HookName[];
  /** Those that throw at one of their calls, counted from 0. */
  readonly throws: Readonly<Partial<Record<HookName, number>>>;
}

export interface ModelGraph {
  readonly actions: readonly ModelAction[];
  readonly arcs: readonly ModelArc[];
  readonly hooks: readonly ModelHook[];
  readonly initial: Readonly<Record<string, number>>;
}

/** Lists stand in `l`, numbers in the other keys. */
export const isList = (key: string): boolean => key === "l";

/** Keys that are written, and those that are removed. */
export const writesOf = ({ effects }: ModelAction): string[] => [
  ...new Set(effects.filter(({ op }) => op !== "wipe").map(({ key }) => key)),
];
export const wipesOf = ({ effects }: ModelAction): string[] => [
  ...new Set(effects.filter(({ op }) => op === "wipe").map(({ key }) => key)),
];

/** Values as one line, whatever the order of the keys. */
export const line = (values: object): string =>
  JSON.stringify(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
