import { ItemError, OutcomeError } from "../errors.js";
import { describe, parse } from "../schema/validate.js";
import { deepFreeze } from "../state/freeze.js";
import { kindOf } from "../text/wording.js";
import { isPromiseLike, letGo } from "../types/promise.js";
import { type Call, type Core, type ItemRecord, isLeft } from "./core.js";
import { pending } from "./pending.js";
import type { Node } from "./plan.js";
import type { StepWatch } from "./watch.js";

/**
 * Takes the items of a streaming action one by one, each when the one before has been taken. However it ends, the generator
 * is closed, and hooks are told once.
 *
 * @returns What the generator returned.
 */
export function* streamItems(
  call: Call,
  node: Node,
  returned: unknown,
  watch: StepWatch | null,
): Core<unknown, ItemRecord> {
  const { action } = node;
  const generator = generatorOf(node, returned);
  let failure: { readonly error: unknown } | null = null;
  let index = 0;
  try {
    if (watch) yield* watch.streamStarted();
    for (;;) {
      // Asked before an item and behind it: the consumer may have taken his time, and so may the generator
      call.signal?.throwIfAborted();
      const next = generator.next();
      const taken = resultOf(node, isPromiseLike(next) ? yield pending(call, next, action, null) : next);
      if (taken.done) return taken.value;
      call.signal?.throwIfAborted();
      const item = parsedItem(node, taken.value);
      if (watch) yield* watch.streamed(item, index);
      index += 1;
      if (call.isStream) yield { type: "item", action, item };
    }
  } catch (error) {
    failure = { error };
    yield* close(call, generator, error);
    throw error;
  } finally {
    if (watch) yield* watch.streamEnded(index, failure);
  }
}

interface Items {
  next(): unknown;
  return?(): unknown;
}

function generatorOf({ who, action }: Node, returned: unknown): Items {
  if (typeof returned === "object" && returned !== null && "next" in returned && typeof returned.next === "function") {
    return returned as Items;
  }
  letGo(returned);
  const message = `run() of ${who} returned ${kindOf(returned)}: write it as function* or async function*`;
  throw new OutcomeError(message, action);
}

function resultOf({ who, action }: Node, taken: unknown): { readonly done?: unknown; readonly value?: unknown } {
  if (typeof taken === "object" && taken !== null) return taken;
  throw new OutcomeError(`run() of ${who} is no generator: its next() returned ${kindOf(taken)}`, action);
}

function parsedItem({ who, action, definition: { item: schema } }: Node, item: unknown): unknown {
  if (schema === null) return item;
  const parsed = parse(schema, item);
  if (parsed.ok) return deepFreeze(parsed.value);
  throw new ItemError(
    `${who} yields an item that does not fit its schema: ${describe(parsed.issues)}`,
    action,
    "item",
    parsed.issues,
  );
}

/** What closing throws does not hide why it is closed; one who has just left is told of it. */
function* close(call: Call, generator: Items, error: unknown): Core<void, never> {
  try {
    const closing = generator.return?.();
    if (!isPromiseLike(closing)) return;
    if (call.twin === null) yield closing;
    else letGo(closing);
  } catch (thrown) {
    if (call.closed && isLeft(call, error) && thrown !== call.closed) call.closed.cause ??= thrown;
  }
}
