import { DefinitionError } from "../errors.js";
import { keyIsMethod } from "../sentences.js";
import { stateMethods } from "./types.js";

/**
 * Refuses a state key that is the name of one of State's operations.
 *
 * @throws {DefinitionError} That says so.
 */
export function checkKey(key: string): void {
  if ((stateMethods as readonly string[]).includes(key)) throw new DefinitionError(keyIsMethod(key));
}
