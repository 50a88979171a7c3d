/** Something wrong with a graph, or worth a look. */
export interface Problem {
  /**
   * The rules of `docs/type-checking.md`. Errors: `unwritten-read` (T1), `unfit-read` (T2), `unwritten-condition` and
   * `unfit-condition` (T5), `dead-transition` (T6), `expression` (T9), `deleted-read` and `deleted-condition` (T10).
   * Warnings: `unreachable-action`, `unused-write`, `unsatisfiable-read`.
   */
  readonly rule: ErrorRule | WarningRule;
  /** An error keeps the compiler from accepting the graph; of what a warning tells it says nothing. */
  readonly severity: "error" | "warning";
  /** For an error, the sentence that the compiler prints. */
  readonly message: string;
  /** The action that is concerned; of a transition, its source. */
  readonly action: string;
  /** The key that is concerned; null where there is none, as for a dead transition. */
  readonly key: string | null;
  /**
   * The actions on a shortest path that shows it: from the entrypoint, or for what does not fit, from where it is left.
   * Empty where there is none to be shown.
   */
  readonly path: readonly string[];
}

type ErrorRule =
  | "unwritten-read"
  | "unfit-read"
  | "unwritten-condition"
  | "unfit-condition"
  | "dead-transition"
  | "expression"
  | "deleted-read"
  | "deleted-condition";

type WarningRule = "unreachable-action" | "unused-write" | "unsatisfiable-read";
