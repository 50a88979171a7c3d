import { expect } from "vitest";

/** What a call throws, now or later. */
export async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

/** What a refusal has to be: its class, its code, and what its message names. */
export interface Refusal {
  readonly name: string;
  readonly code: string;
  readonly says: readonly string[];
}

/** Holds a refusal to its class, code and sentence. */
export async function expectRefusal(call: () => unknown, { name, code, says }: Refusal): Promise<unknown> {
  const error = await thrownBy(call);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name, code });
  for (const part of says) expect((error as Error).message).toContain(part);
  return error;
}

const codes = {
  DefinitionError: "TYPEBURR_DEFINITION",
  GraphError: "TYPEBURR_GRAPH",
  InputError: "TYPEBURR_INPUT",
  ReadError: "TYPEBURR_READ",
  WriteError: "TYPEBURR_WRITE",
  InitialStateError: "TYPEBURR_INITIAL_STATE",
  OutcomeError: "TYPEBURR_OUTCOME",
  PlaceholderError: "TYPEBURR_PLACEHOLDER",
  HaltError: "TYPEBURR_HALT",
  BusyError: "TYPEBURR_BUSY",
  AsyncError: "TYPEBURR_ASYNC",
  ClosedError: "TYPEBURR_CLOSED",
  HookError: "TYPEBURR_HOOK",
  ItemError: "TYPEBURR_ITEM",
  ConflictError: "TYPEBURR_CONFLICT",
  PersistenceError: "TYPEBURR_PERSISTENCE",
  SerializationError: "TYPEBURR_SERIALIZATION",
  HydrationError: "TYPEBURR_HYDRATION",
} as const;

/** A refusal by class; the code that belongs to it is part of the promise. */
export const refusal = (name: keyof typeof codes, ...says: string[]): Refusal => ({ name, code: codes[name], says });
