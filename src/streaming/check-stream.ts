import { DefinitionError } from "../errors.js";
import { kindOf } from "../text/wording.js";

/** @throws {DefinitionError} If it is no stream. */
export function checkStream(who: string, stream: unknown): void {
  if (typeof stream === "object" && stream !== null && Symbol.asyncIterator in stream && "result" in stream) return;
  throw new DefinitionError(`${who} takes what app.stream() returned, not ${kindOf(stream)}`);
}
