import type { ActionContext } from "./context.js";

/**
 * What all attempts at one step have in common: they follow the same committed one.
 *
 * @returns ASCII, so that it can be sent as the header of a request, whatever the names are.
 */
export function idempotencyKeyOf(
  { partitionKey, appId, action }: Pick<ActionContext, "partitionKey" | "appId" | "action">,
  committedId: number | null,
): string {
  const key = JSON.stringify([partitionKey, appId, committedId, action]);
  return key.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
