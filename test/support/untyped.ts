import * as typeburr from "typeburr";

/** A state as JavaScript sees it. */
export interface UntypedState {
  readonly [key: string]: unknown;
  update(values: unknown): UntypedState;
  append(items: unknown): UntypedState;
  extend(items: unknown): UntypedState;
  increment(amounts: unknown): UntypedState;
  wipe(...keys: unknown[]): UntypedState;
  merge(other: unknown): UntypedState;
  subset(...keys: unknown[]): UntypedState;
  has(key: string): boolean;
  keys(): string[];
  getAll(): Record<string, unknown>;
}

export interface UntypedAction {
  bind(values: unknown): UntypedAction;
  run(...given: unknown[]): unknown;
}

/** A base of a class of actions: its instances have what the class gives them, and `bind`. */
export type UntypedBase = new () => { bind(values: unknown): UntypedAction };

export type Run = (state: UntypedState, inputs: Record<string, unknown>, context: Context) => unknown;

export interface Context {
  readonly appId: string;
  readonly partitionKey: string | null;
  readonly sequenceId: number;
  readonly action: string;
  readonly signal: AbortSignal;
  readonly error: unknown;
  readonly idempotencyKey: string;
  span<TResult>(name: unknown, work: (span: unknown) => TResult): TResult;
  logAttributes(attributes: unknown): void;
}

interface UntypedStep {
  readonly action: string;
  readonly result: unknown;
  readonly state: UntypedState;
}

interface UntypedStop extends UntypedStep {
  readonly halted: "after" | "before" | "end";
}

/** What a stream yields; which of it is there depends on `type`. */
export interface UntypedEvent extends UntypedStep {
  readonly type: "start" | "item" | "step";
  readonly item: unknown;
}

export interface UntypedStream extends AsyncIterableIterator<UntypedEvent, UntypedStop | undefined, void> {
  readonly result: Promise<UntypedStop>;
  return(): Promise<IteratorResult<UntypedEvent, UntypedStop | undefined>>;
}

interface UntypedEntry {
  readonly sequenceId: number;
  readonly action: string;
  readonly state: UntypedState;
}

export interface UntypedBuilder {
  withActions(actions: unknown): UntypedBuilder;
  withTransitions(...transitions: unknown[]): UntypedBuilder;
  withEntrypoint(name: unknown): UntypedBuilder;
  withState(state: unknown): UntypedBuilder;
  withIdentifiers(identifiers: unknown): UntypedBuilder;
  withHooks(...hooks: unknown[]): UntypedBuilder;
  withPersister(persister: unknown, options?: unknown): UntypedBuilder;
  initializeFrom(loader: unknown, options?: unknown): UntypedLoader;
  withHistory(options?: unknown): UntypedBuilder;
  build(): UntypedApplication;
}

/** A builder whose application is loaded first. */
interface UntypedLoader extends Omit<UntypedBuilder, "build"> {
  build(): Promise<UntypedApplication>;
}

export interface UntypedApplication {
  readonly appId: string;
  readonly partitionKey: string | null;
  readonly sequenceId: number | null;
  readonly state: UntypedState;
  readonly history: readonly UntypedEntry[];
  readonly graph: {
    check(): readonly typeburr.Problem[];
    toMermaid(options?: unknown): string;
    toDot(options?: unknown): string;
  };
  step(options?: unknown): Promise<UntypedStep | null>;
  run(options?: unknown): Promise<UntypedStop>;
  iterate(options?: unknown): AsyncGenerator<UntypedStep, UntypedStop, void>;
  stepSync(options?: unknown): UntypedStep | null;
  runSync(options?: unknown): UntypedStop;
  iterateSync(options?: unknown): Generator<UntypedStep, UntypedStop, void>;
  stream(options?: unknown): UntypedStream;
  nextAction(): string | null | Promise<string | null>;
  resetToEntrypoint(): void;
  updateState(patch: unknown): void;
}

export interface UntypedCondition {
  (state: object): boolean | PromiseLike<boolean>;
  readonly name: string;
}

/**
 * The library as a JavaScript caller sees it, whom no compiler checks: for bad input, and for graphs that a program puts
 * together.
 */
export const js = typeburr as unknown as {
  action(definition: unknown): UntypedAction;
  twoStepAction(definition: unknown): UntypedAction;
  streamingAction(definition: unknown): UntypedAction;
  placeholder(definition: unknown): UntypedAction;
  result(...shown: unknown[]): UntypedAction;
  input(inputs: unknown): UntypedAction;
  actionBase(definition: unknown): UntypedBase;
  twoStepActionBase(definition: unknown): UntypedBase;
  application(): UntypedBuilder;
  all(...names: unknown[]): unknown;
  when(values: unknown): UntypedCondition;
  condition(definition: unknown): UntypedCondition;
  not(condition: unknown): UntypedCondition;
  and(...conditions: unknown[]): UntypedCondition;
  or(...conditions: unknown[]): UntypedCondition;
  expr(text: unknown): UntypedCondition;
  readonly otherwise: UntypedCondition;
  onError(...given: unknown[]): { readonly name: string };
  fields(record: unknown): { readonly schemas: object; pick(...keys: unknown[]): Record<string, unknown> };
};
