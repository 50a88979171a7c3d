import { DefinitionError } from "../errors.js";
import { kindOf } from "../text/wording.js";
import { isPromiseLike } from "../types/promise.js";
import type { Span, SpanRecord, Tracing } from "./context.js";

/** Is told what an action notes. */
export interface Observer {
  spanStarted(span: SpanRecord): void;
  spanEnded(span: SpanRecord, status: "completed" | "failed", error: unknown): void;
  attributesLogged(span: SpanRecord | null, attributes: Readonly<Record<string, unknown>>): void;
}

/**
 * What the context of one step traces with.
 *
 * @param observer Null if nobody looks on: then work is just done.
 */
export function tracing(sequenceId: number, observer: Observer | null): Tracing {
  let count = 0;
  const within = (parent: SpanRecord | null): Tracing => ({
    span(name, work) {
      checkSpan(name, work);
      count += 1;
      const record = Object.freeze({ id: `${sequenceId}:${count}`, name, parentId: parent?.id ?? null });
      const span: Span = Object.freeze({ id: record.id, name, ...within(record) });
      return worked(observer, record, () => work(span));
    },
    logAttributes(attributes) {
      if (typeof attributes !== "object" || attributes === null || Array.isArray(attributes)) {
        throw new DefinitionError(`logAttributes() takes a record, { name: value }, not ${kindOf(attributes)}`);
      }
      observer?.attributesLogged(parent, attributes);
    },
  });
  return within(null);
}

/** Does the work, and tells when. What can be awaited but is no promise is made one, whoever looks on. */
function worked<TResult>(observer: Observer | null, span: SpanRecord, work: () => TResult): TResult;
function worked(observer: Observer | null, span: SpanRecord, work: () => unknown): unknown {
  if (observer === null) return askedOnce(work());
  const completed = (): void => observer.spanEnded(span, "completed", undefined);
  const failed = (error: unknown): void => observer.spanEnded(span, "failed", error);
  observer.spanStarted(span);
  let result: unknown;
  try {
    result = askedOnce(work());
  } catch (error) {
    failed(error);
    throw error;
  }
  // As it is, since clients give their promises methods. Asked before the caller can: so the span has ended when he goes on
  if (result instanceof Promise) result.then(completed, failed);
  else completed();
  return result;
}

/** A query, for one, begins its work each time somebody awaits it. */
function askedOnce(result: unknown): unknown {
  return isPromiseLike(result) && !(result instanceof Promise) ? Promise.resolve(result) : result;
}

function checkSpan(name: unknown, work: unknown): void {
  if (typeof name !== "string" || name === "") {
    throw new DefinitionError(`span() takes a name first, not ${name === "" ? "an empty string" : kindOf(name)}`);
  }
  if (typeof work !== "function") {
    throw new DefinitionError(`span() takes a function second, (span) => ..., not ${kindOf(work)}`);
  }
}
