import type {
  AttributesEvent,
  CallEndEvent,
  LifecycleHooks,
  RunStepEvent,
  SpanEndEvent,
  SpanEvent,
  StepEndEvent,
  StepEvent,
  StreamItemEvent,
  TransitionEvent,
} from "../lifecycle/hooks.js";
import { copyOf } from "./copy.js";
import type { RecordedSpan } from "./records.js";

type Values = Readonly<Record<string, unknown>>;

/** A span whose end is written down when it comes. */
interface Span {
  readonly begun: object;
  end: Pick<RecordedSpan, "status" | "error">;
}

/** The untyped side of a recorder. A class: of a plain object `withHooks` takes hooks only. */
export class Recording implements LifecycleHooks {
  #steps: Pick<StepEvent, "action">[] = [];
  #transitions: unknown[] = [];
  #items: unknown[] = [];
  #spans: Span[] = [];
  #attributes: unknown[] = [];
  #calls: unknown[] = [];
  /** What is under way, by step and by span: it outlives `clear`. */
  readonly #before = new Map<string, Values>();
  readonly #open = new Map<string, Span>();

  get actions(): readonly string[] {
    return this.#steps.map(({ action }) => action);
  }

  get steps(): readonly unknown[] {
    return [...this.#steps];
  }

  get transitions(): readonly unknown[] {
    return [...this.#transitions];
  }

  get items(): readonly unknown[] {
    return [...this.#items];
  }

  get spans(): readonly unknown[] {
    return this.#spans.map(({ begun, end }) => Object.freeze({ ...begun, ...end }));
  }

  get attributes(): readonly unknown[] {
    return [...this.#attributes];
  }

  get calls(): readonly unknown[] {
    return [...this.#calls];
  }

  clear(): void {
    this.#steps = [];
    this.#transitions = [];
    this.#items = [];
    this.#spans = [];
    this.#attributes = [];
    this.#calls = [];
  }

  preRunStep({ state, ...event }: RunStepEvent): void {
    this.#before.set(keyOf(event), { ...state });
  }

  postRunStep({ state, ...event }: StepEndEvent): void {
    const key = keyOf(event);
    const after = { ...state };
    const changes = changesOf(this.#before.get(key) ?? after, after);
    this.#before.delete(key);
    this.#steps.push(Object.freeze({ ...event, result: copyOf(event.result), changes }));
  }

  onTransition(event: TransitionEvent): void {
    this.#transitions.push(copyOf({ ...event }));
  }

  postStreamItem(event: StreamItemEvent): void {
    this.#items.push(copyOf({ ...event }));
  }

  preStartSpan({ span, ...event }: SpanEvent): void {
    const noted: Span = { begun: { ...event, ...span }, end: { status: "running", error: undefined } };
    this.#spans.push(noted);
    this.#open.set(keyOf(event, span.id), noted);
  }

  postEndSpan({ span, status, error, ...event }: SpanEndEvent): void {
    const key = keyOf(event, span.id);
    const noted = this.#open.get(key);
    if (noted) noted.end = { status, error };
    this.#open.delete(key);
  }

  logAttributes(event: AttributesEvent): void {
    this.#attributes.push(copyOf({ ...event, attributes: { ...event.attributes } }));
  }

  postExecuteCall(event: CallEndEvent): void {
    this.#calls.push(copyOf({ ...event }));
  }
}

function keyOf({ partitionKey, appId, sequenceId }: Omit<StepEvent, "action">, spanId = ""): string {
  return JSON.stringify([partitionKey, appId, sequenceId, spanId]);
}

/** The keys in which something else stands. */
function changesOf(before: Values, after: Values): Values {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter(
    (key) => !Object.is(before[key], after[key]) || Object.hasOwn(before, key) !== Object.hasOwn(after, key),
  );
  return Object.freeze(
    Object.fromEntries(changed.map((key) => [key, Object.freeze({ before: before[key], after: after[key] })])),
  );
}
