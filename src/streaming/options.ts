import { DefinitionError } from "../errors.js";
import { checkOptionsRecord } from "../options.js";
import { kindOf } from "../text/wording.js";

/** How a stream is sent. */
export interface ServerSentEventsOptions {
  /** Of the response; 200 if not given. */
  readonly status?: number;
  readonly statusText?: string;
  /** Added to those of the response, or in their place. */
  readonly headers?: Readonly<Record<string, string>> | Iterable<readonly [name: string, value: string]>;
  /** Whether a step comes with the state behind it. It does not, if not given: a state may hold what is nobody's business. */
  readonly state?: boolean;
  /** After how much silence a comment is sent, in milliseconds, lest someone between takes the connection for dead. */
  readonly heartbeat?: number;
  /** What the client is told of an error, in place of `{ message }`: anything that can be written as JSON. */
  readonly mapError?: (error: unknown) => unknown;
}

const names = ["status", "statusText", "headers", "state", "heartbeat", "mapError"];
/** Timers take no more. */
const longest = 2 ** 31 - 1;

/** @throws {DefinitionError} If there is something in it that cannot be. */
export function checkOptions(options: unknown): ServerSentEventsOptions {
  const where = "toServerSentEvents()";
  const given: ServerSentEventsOptions = checkOptionsRecord(
    where,
    "a record of options second, { heartbeat }",
    options,
    names,
  );
  const { heartbeat, mapError, state } = given;
  if (heartbeat !== undefined && !(typeof heartbeat === "number" && heartbeat > 0 && heartbeat <= longest)) {
    const what = typeof heartbeat === "number" ? heartbeat : kindOf(heartbeat);
    throw new DefinitionError(`heartbeat of ${where} must be milliseconds, from 1 to ${longest}, not ${what}`);
  }
  if (mapError !== undefined && typeof mapError !== "function") {
    throw new DefinitionError(`mapError of ${where} must be a function, not ${kindOf(mapError)}`);
  }
  if (state !== undefined && typeof state !== "boolean") {
    throw new DefinitionError(`state of ${where} must be true or false, not ${kindOf(state)}`);
  }
  return given;
}
