import type { SpanRecord } from "../../action/context.js";
import type { AttributesEvent, SpanEndEvent, SpanEvent, StreamItemEvent } from "../hooks.js";
import { duration } from "./duration.js";
import { line, told, toldError } from "./told.js";

/** How many lines may stand below that of a step. */
const most = 100;

interface Note {
  text: string;
  readonly depth: number;
}

/** What is told below the line of a step, when it has ended: spans and attributes where they belong, and items. */
export class StepLog {
  readonly begun: number;
  readonly before: object;
  /** How many items it has yielded; null if it does not stream. */
  items: number | null = null;
  readonly #notes: Note[] = [];
  #left = 0;
  /** The spans that have begun, with the lines that they have. */
  readonly #spans = new Map<string, { readonly begun: number; readonly depth: number; readonly note: Note | null }>();

  constructor(begun: number, before: object) {
    this.begun = begun;
    this.before = before;
  }

  spanStarted({ span }: SpanEvent, now: number): void {
    const depth = this.#depthIn(span.parentId);
    this.#spans.set(span.id, { begun: now, depth, note: this.#note(depth, line(span.name)) });
  }

  spanEnded({ span, status, error }: SpanEndEvent, now: number): void {
    const begun = this.#spans.get(span.id);
    if (!begun?.note) return;
    const took = duration(now - begun.begun);
    if (status === "completed") begun.note.text += ` ${took}`;
    else if (status === "failed") begun.note.text += ` failed after ${took}: ${toldError(error)}`;
    else begun.note.text += " unfinished";
  }

  attributesLogged({ span, attributes }: AttributesEvent): void {
    const all = Object.entries(attributes).map(([name, value]) => `${line(name)} ${told(value)}`);
    if (all.length > 0) this.#note(this.#depthIn(span?.id ?? null), line(all.slice(0, most).join(", "), 500));
  }

  itemStreamed({ item, index }: StreamItemEvent): void {
    this.#note(0, `item ${index} ${told(item)}`);
  }

  /** A line of their own for what the action was given. */
  inputsGiven(inputs: Readonly<Record<string, unknown>>): void {
    const all = Object.entries(inputs).map(([name, value]) => `${line(name)} ${told(value)}`);
    if (all.length > 0) this.#note(0, `given ${all.join(", ")}`);
  }

  get lines(): readonly string[] {
    const lines = this.#notes.map(({ text, depth }) => `${"  ".repeat(depth + 1)}${text}`);
    return this.#left === 0 ? lines : [...lines, `  … ${this.#left} more`];
  }

  #depthIn(parentId: SpanRecord["parentId"]): number {
    const parent = parentId === null ? undefined : this.#spans.get(parentId);
    return parent ? parent.depth + 1 : 0;
  }

  #note(depth: number, text: string): Note | null {
    if (this.#notes.length >= most) {
      this.#left += 1;
      return null;
    }
    const note = { text, depth };
    this.#notes.push(note);
    return note;
  }
}
