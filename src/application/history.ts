/** A completed step, and the state behind it. */
export interface HistoryEntry<out TState = object, out TAction extends string = string> {
  readonly sequenceId: number;
  readonly action: TAction;
  readonly state: TState;
}

/** How `withHistory` remembers. */
export interface HistoryOptions {
  /** How many steps; 100, if it is left out. */
  readonly limit?: number;
}
