import { DefinitionError } from "../../index.js";
import type { RedisClient, RedisOptions } from "../redis.js";
import { checkOptions, nonEmptyString } from "../shared/check-options.js";

/** Options whose absent ones have their values: a client or a url. */
export interface RedisSettings {
  readonly client: RedisClient | null;
  readonly url: string | null;
  readonly prefix: string;
}

const isClient = (value: unknown): boolean => {
  if (typeof value !== "object" || value === null) return false;
  const { call, sendCommand } = value as Readonly<Record<string, unknown>>;
  return typeof call === "function" || typeof sendCommand === "function";
};

/** @throws {DefinitionError} If there is something in them that cannot be. */
export function checkRedisOptions(options: RedisOptions): RedisSettings {
  const where = "redisPersister()";
  checkOptions(where, '{ url: "redis://..." }', options, {
    client: { what: "a client of ioredis or redis, with call() or sendCommand()", fits: isClient },
    url: nonEmptyString,
    prefix: {
      // A cluster places a key by what stands between its first braces, and that must be the application.
      what: "a string that is not empty, without braces, NUL and halves of surrogate pairs",
      fits: (value) => typeof value === "string" && value !== "" && !/[{}\0\p{Surrogate}]/u.test(value),
    },
  });
  const { client = null, url = null, prefix = "typeburr" } = options;
  if ((client === null) === (url === null)) {
    const found = client === null ? "neither" : "both";
    throw new DefinitionError(
      `${where} takes a client or a url, and has ${found}: { client } uses yours, { url: "redis://..." } connects by the ` +
        "package ioredis or redis",
    );
  }
  return { client, url, prefix };
}
