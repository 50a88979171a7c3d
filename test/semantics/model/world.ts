import type { HookName, ModelGraph } from "./graph.js";

/** All that an application is. */
export interface World {
  last: string | null;
  result: unknown;
  state: Record<string, unknown>;
  attempts: number;
  /** The last attempt that was committed. */
  committed: number | null;
  /** What is next because of a failure: where an error edge has led, with what was thrown, or the action itself. */
  raised: { readonly to: string; readonly thrown: string | null } | null;
  /** Of each action, which of the arcs was taken last because it failed, and how often in a row. */
  streaks: Record<string, { readonly arc: number; readonly times: number }>;
  /** How it was found what is next, until hooks have been told. */
  moved: Moved | null;
  /** What has happened since the last call began, in order: actions that run, hooks that are called, events that a consumer gets. */
  log: string[];
  /** How often each hook has been called. */
  called: Record<string, number>;
  /** The idempotency keys that actions have seen. */
  keys: string[];
}

export const born = ({ initial }: ModelGraph): World => ({
  last: null,
  result: null,
  state: { ...initial },
  attempts: 0,
  committed: null,
  raised: null,
  streaks: {},
  moved: null,
  log: [],
  called: {},
  keys: [],
});

export interface Halts {
  readonly after: readonly string[];
  readonly before: readonly string[];
  readonly isAll: boolean;
}

/** One call of the application. */
export interface ModelCall {
  readonly method: "step" | "run" | "iterate" | "stream";
  readonly isSync: boolean;
  /** Of a stream, whether only its result is asked for. */
  readonly isQuiet: boolean;
  readonly halts: Halts;
  /** Whether it gives the input `x`. */
  readonly isGiving: boolean;
  readonly signal: "none" | "given" | "aborted";
  /** A consumer leaves at this event; nobody waits for more steps. */
  readonly most: number;
}

export type Ending =
  | { readonly how: "after" | "before" | "end"; readonly action: string; readonly result: unknown }
  | { readonly how: "step"; readonly action: string; readonly result: unknown }
  /** There was nothing to run. */
  | { readonly how: "nothing" }
  | { readonly how: "throws"; readonly thrown: string }
  /** The consumer has left, and is told what hooks have thrown. */
  | { readonly how: "left"; readonly thrown: string | null }
  /** It goes on without completing a step; or step by step. */
  | { readonly how: "stuck" | "endless" };

/** What becomes of a call: the world after it, and how it ends. */
export interface Outcome {
  readonly world: World;
  readonly ending: Ending;
}

/** A call on its way. The world in it is its own. */
export interface Progress {
  readonly graph: ModelGraph;
  readonly call: ModelCall;
  readonly world: World;
  /** Actions that have completed, in order. */
  readonly done: string[];
  events: number;
  isAborted: boolean;
  /** What hooks have thrown that nobody has been told of yet. */
  failures: Failure[];
  /** How often hooks have thrown in a step that failed by itself. */
  hookErrors: number;
  /** What one who has left is told of hooks. */
  cause: string | null;
  /** What is logged only when the call is over. */
  readonly late: string[];
}

export interface Moved {
  readonly from: string;
  readonly to: string | null;
  readonly tried: readonly string[];
  readonly thrown: string | null;
}

export interface Failure {
  readonly hook: HookName;
  readonly isSlow: boolean;
}
