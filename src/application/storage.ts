import { DefinitionError } from "../errors.js";
import { checkOptionsRecord } from "../options.js";
import type { StatePersister } from "../persistence/persister.js";
import type { AnyCodecs } from "../persistence/writer.js";
import { cut, kindOf, suggestion } from "../text/wording.js";
import type { Loading } from "./hydrate.js";

/** Where the steps of an application are saved, and how. */
export interface Saving {
  readonly persister: StatePersister;
  readonly version: string | null;
  readonly codecs: AnyCodecs;
}

/** What a loader gives an application that is not stored: as it was given. */
interface Default {
  readonly state: unknown;
  readonly entrypoint: unknown;
}

/** @throws {DefinitionError} For what is no persister, and for options that do not exist or cannot be. */
export function savingOf(persister: unknown, options: unknown): Saving {
  checkMethods("withPersister()", persister, ["save", "load"]);
  const { version, codecs } = optionsOf("withPersister()", options, ["version", "codecs"]);
  if (version !== undefined && typeof version !== "string") {
    throw new DefinitionError(`version of withPersister() must be a string, not ${kindOf(version)}`);
  }
  return {
    persister: persister as StatePersister,
    version: version ?? null,
    codecs: codecsOf("withPersister()", codecs) ?? {},
  };
}

/**
 * Values of a key that is misspelt would be written without its codec. What loads may have some for keys that are gone.
 *
 * @throws {DefinitionError} For a codec of a key that the graph does not have.
 */
export function checkCodecs({ codecs }: Saving, known: ReadonlySet<string>): void {
  const wrong = Object.keys(codecs).find((key) => !known.has(key));
  if (wrong === undefined) return;
  const message = `codecs of withPersister(): the graph has no state key '${cut(wrong)}'.${suggestion(wrong, known)}`;
  throw new DefinitionError(message);
}

/** @throws {DefinitionError} For what is no loader, and for options that do not exist or cannot be. */
export function loadingOf(
  loader: unknown,
  options: unknown,
): { readonly loading: Omit<Loading, "codecs">; readonly codecs: AnyCodecs | null; readonly begin: Default } {
  const where = "initializeFrom()";
  checkMethods(where, loader, ["load"]);
  const known = ["default", "resume", "fork", "migrate", "codecs"];
  const given = optionsOf(where, options, known);
  const { resume = "next", migrate } = given;
  if (resume !== "next" && resume !== "entrypoint") {
    throw new DefinitionError(`resume of ${where} must be "next" or "entrypoint", not ${told(resume)}`);
  }
  if (migrate !== undefined && typeof migrate !== "function") {
    throw new DefinitionError(`migrate of ${where} must be a function, (record) => record, not ${kindOf(migrate)}`);
  }
  if (given.default === undefined) {
    throw new DefinitionError(
      `${where} needs a default, { state, entrypoint }: where an application begins that is not stored`,
    );
  }
  const begin = optionsOf(`default of ${where}`, given.default, ["state", "entrypoint"]);
  return {
    loading: {
      loader: loader as Loading["loader"],
      resume,
      fork: given.fork === undefined ? null : forkOf(given.fork),
      migrate: (migrate as Loading["migrate"]) ?? null,
    },
    codecs: codecsOf(where, given.codecs),
    begin: { state: begin.state, entrypoint: begin.entrypoint },
  };
}

/**
 * How many steps are kept.
 *
 * @throws {DefinitionError} If it is no whole number, or none at all.
 */
export function historyLimitOf(options: unknown): number {
  const { limit = 100 } = optionsOf("withHistory()", options, ["limit"]);
  if (typeof limit === "number" && Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new DefinitionError(`limit of withHistory() must be a whole number from 1, not ${told(limit)}`);
}

function forkOf(fork: unknown): NonNullable<Loading["fork"]> {
  const where = "fork of initializeFrom()";
  const { appId, sequenceId, partitionKey } = optionsOf(where, fork, ["appId", "sequenceId", "partitionKey"]);
  if (typeof appId !== "string" || appId === "") {
    throw new DefinitionError(`${where} needs the appId of an application that is stored, not ${told(appId)}`);
  }
  if (partitionKey !== undefined && partitionKey !== null && typeof partitionKey !== "string") {
    throw new DefinitionError(`partitionKey of ${where} must be a string or null, not ${kindOf(partitionKey)}`);
  }
  if (sequenceId !== undefined && !(Number.isSafeInteger(sequenceId) && (sequenceId as number) >= 0)) {
    throw new DefinitionError(`sequenceId of ${where} must be a whole number from 0, not ${told(sequenceId)}`);
  }
  return { appId, partitionKey, sequenceId: sequenceId as number | undefined };
}

function codecsOf(where: string, codecs: unknown): AnyCodecs | null {
  if (codecs === undefined) return null;
  if (typeof codecs !== "object" || codecs === null || Array.isArray(codecs)) {
    throw new DefinitionError(
      `codecs of ${where} must be a record, { key: { encode, decode } }, not ${kindOf(codecs)}`,
    );
  }
  for (const [key, codec] of Object.entries(codecs)) {
    checkMethods(`codecs of ${where}: '${cut(key)}'`, codec, ["encode", "decode"]);
  }
  return codecs as AnyCodecs;
}

function checkMethods(where: string, given: unknown, methods: readonly string[]): void {
  const isObject = (typeof given === "object" && given !== null) || typeof given === "function";
  if (!isObject) throw new DefinitionError(`${where} takes an object with ${listed(methods)}, not ${kindOf(given)}`);
  const missing = methods.find((method) => typeof (given as Record<string, unknown>)[method] !== "function");
  if (missing !== undefined)
    throw new DefinitionError(`${where} takes an object with ${listed(methods)}: it has no ${missing}()`);
}

const listed = (methods: readonly string[]): string => methods.map((method) => `${method}()`).join(" and ");

function optionsOf(where: string, options: unknown, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (options === undefined) return {};
  return checkOptionsRecord(where, `a record, { ${known.join(", ")} }`, options, known);
}

const told = (value: unknown): string =>
  typeof value === "string" ? JSON.stringify(value) : typeof value === "number" ? String(value) : kindOf(value);
