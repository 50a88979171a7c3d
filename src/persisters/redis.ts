import type { StatePersister } from "../index.js";
import { checkRedisOptions } from "./redis/options.js";
import { RedisStore } from "./redis/store.js";

/** A connection that is there already. */
export interface RedisClientOptions {
  /** Of `ioredis` or `redis`, to one server or to a cluster. It stays open when the persister is closed. */
  readonly client: RedisClient;
  /** Of all keys; `typeburr`, if it is not given. */
  readonly prefix?: string;
  readonly url?: never;
}

/** A server, to which the package `ioredis` connects, or, where that is not there, `redis`. */
export interface RedisUrlOptions {
  /** `redis://user:password@host:6379/0` */
  readonly url: string;
  /** Of all keys; `typeburr`, if it is not given. */
  readonly prefix?: string;
  readonly client?: never;
}

/** A client of yours, or a connection of its own; and how its keys begin. */
export type RedisOptions = RedisClientOptions | RedisUrlOptions;

/** The call of a client that is needed: each library has its own. */
export type RedisClient = IoredisClient | NodeRedisClient | NodeRedisCluster;

/** A `Redis` or `Cluster` of `ioredis`. */
export interface IoredisClient {
  call(command: string, ...parts: string[]): PromiseLike<unknown>;
}

/** What `createClient` of `redis` gives. */
export interface NodeRedisClient {
  sendCommand(parts: string[]): PromiseLike<unknown>;
}

/** What `createCluster` of `redis` gives. */
export interface NodeRedisCluster {
  readonly masters: readonly unknown[];
  sendCommand(key: string | undefined, isReadonly: boolean | undefined, parts: string[]): PromiseLike<unknown>;
}

/**
 * A store in Redis (5 or later) or what speaks like it, for any number of processes and machines, and for clusters.
 *
 * What it promises: a step that `save` has taken is in the memory of the server, all of it or nothing. **With its default
 * settings, Redis may lose it there**: it writes itself to the disk now and then, so that a crash takes the steps of the last
 * minutes with it. With `appendonly yes` and `appendfsync always` a step is on the disk when `save` returns; with `appendfsync
 * everysec` a crash takes a second. A replica that takes over may lack the last steps, whatever the settings are, unless one
 * waits for it (`WAIT`, which this store does not call). `maxmemory-policy` must be `noeviction`: others delete applications.
 *
 * An application whose last steps were lost while it ran is refused its next one, with a ConflictError, because the step before
 * is not there; built anew with `initializeFrom`, it goes on from what is left. Never is a step stored behind a gap.
 *
 * Keys: `typeburr:{partition/app}:steps` is a hash, with the fields `12`, `12:delta` and `12:snapshot` of step 12, all of them JSON;
 * `...:order` and `...:snapshots` are sorted sets of the numbers. Of a partition, `typeburr:apps:partition` has the ids. Without
 * a partition that is `typeburr:{/app}:steps` and `typeburr:apps`.
 *
 * @param options A `client`, or a `url`; the prefix of the keys.
 * @returns A persister that asks its server with the first call.
 * @throws {DefinitionError} If the options are wrong.
 * @example
 * ```ts
 * import { redisPersister } from "typeburr/persisters/redis";
 *
 * const persister = redisPersister({ url: "redis://localhost:6379", prefix: "app" });
 * const list = () => persister.list({ limit: 10 });
 * ```
 */
export function redisPersister(options: RedisOptions): StatePersister {
  return new RedisStore(checkRedisOptions(options));
}
