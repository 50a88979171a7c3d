import { DefinitionError } from "../errors.js";
import { StateRecord } from "../state/state.js";
import type { State } from "../state/types.js";
import { kindOf } from "../text/wording.js";
import type { Flat } from "../types/flat.js";

// a state -> its values. What is not sure to be written may be, or what was there before stands there
type ValuesOf<TState> =
  TState extends State<infer Reads, infer Writes, infer Done, infer _Deletes>
    ? Flat<
        { readonly [K in keyof Writes & Done]: Writes[K] } & {
          readonly [K in Exclude<keyof Reads, Done>]: K extends keyof Writes ? Reads[K] | Writes[K] : Reads[K];
        } & { readonly [K in Exclude<keyof Writes, Done | keyof Reads>]?: Writes[K] }
      >
    : never;

/**
 * What stands in a state that an action's `run` or `update` has returned. At run time the values are the state's own
 * properties; the compiler shows of a state what its action reads, and this shows what was written, too.
 *
 * @returns The values as a plain record.
 * @throws {DefinitionError} If it is no state.
 * @example
 * ```ts
 * import { stateOf, valuesOf } from "typeburr/testing";
 *
 * valuesOf(stateOf({ a: 1 })); // { a: 1 }
 * ```
 */
export function valuesOf<TState extends object>(state: TState): ValuesOf<TState>;
export function valuesOf(state: unknown): unknown {
  if (state instanceof StateRecord) return state.getAll();
  throw new DefinitionError(`valuesOf() takes a state, as run() returns it, not ${kindOf(state)}`);
}
