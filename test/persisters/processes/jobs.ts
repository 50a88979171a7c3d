/** Where steps are stored, in words that another process understands. */
export type Place =
  | { readonly kind: "file"; readonly directory: string }
  | { readonly kind: "sqlite"; readonly path: string }
  | { readonly kind: "postgres"; readonly connectionString: string; readonly schema: string }
  | { readonly kind: "redis"; readonly url: string; readonly prefix: string };

/** Where a process ends itself, by SIGKILL: nothing of it gets a word in. */
export interface Death {
  readonly where: "in the action" | "before the save" | "after the save";
  readonly sequenceId: number;
}

/** What a process is to do. */
export interface Job {
  readonly place: Place;
  readonly appId: string;
  /** Who it is; what it adds to the list says so. */
  readonly name: string;
  /** It ends when so many steps are stored. */
  readonly steps: number;
  /** Of the pauses that it makes, in its actions and between them. */
  readonly seed: number;
  /** How many texts of a megabyte each step writes anew. */
  readonly megabytes: number;
  readonly death: Death | null;
}

/** What a process is to do that others do as well. */
export interface Race extends Job {
  /** How many stores they make before, at once with the others. */
  readonly newPlaces: number;
}

/** What stands in the list: who has added it, and in which step. */
export interface Item {
  readonly by: string;
  readonly id: number;
}

/** What a process tells, a line each; the number is that of the step. */
export type Word =
  /** The application is built. */
  | "ready"
  /** The store is initialized. */
  | "initialized"
  /** The action begins. */
  | "run"
  /** The action has ended. What comes now is the save. */
  | "done"
  /** `step()` has returned. */
  | "ack"
  /** `step()` has thrown a PersistenceError. */
  | "failed"
  /** `step()` has thrown a ConflictError. */
  | "conflict"
  /** As many steps are stored as were asked for. */
  | "end";
