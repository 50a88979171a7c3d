import type { StoredState } from "./record.js";

/**
 * How the values of one key are written, and made again of what was written: for what serialization does not know, such as
 * instances of a class.
 */
export interface Codec<TValue = any> {
  /** What is stored in place of the value: anything that serialization knows. */
  encode(value: TValue): unknown;
  /** The value, of what `encode` has made of it. */
  decode(stored: unknown): TValue;
}

/** Codecs by state key. */
export type Codecs = Readonly<Record<string, Codec>>;

/** How `withPersister` saves. */
export interface PersisterOptions<TCodecs = Codecs> {
  /** The version of the application: every record has it, for `migrate`. */
  readonly version?: string;
  readonly codecs?: TCodecs;
}

/** A step of another application, the last one that is stored if no `sequenceId` is given. */
export interface ForkOptions {
  readonly appId: string;
  readonly sequenceId?: number;
  /** Without it, that of this application. */
  readonly partitionKey?: string | null;
}

/** What `initializeFrom` begins with. */
export interface InitializeOptions<TState, TEntrypoint, TCodecs = Codecs> {
  /** Where the application begins if nothing is stored of it. */
  readonly default: {
    readonly state: TState;
    readonly entrypoint: TEntrypoint;
  };
  /**
   * `"next"`, if it is left out: goes on behind the last step, or runs the one that has failed again. `"entrypoint"`: keeps
   * the state, and starts over.
   */
  readonly resume?: "next" | "entrypoint";
  /** Goes on from a step of another application, under this one's own id. */
  readonly fork?: ForkOptions;
  /** Changes what an older version of the application has stored into what this one takes. */
  readonly migrate?: (record: StoredState) => StoredState | Promise<StoredState>;
  /** Those that the state was saved with. */
  readonly codecs?: TCodecs;
}
