import { Redis } from "ioredis";
import pg from "pg";

/** A server that tests need and that need not be there. */
interface Service {
  readonly name: string;
  /** The environment variable that says where it is. */
  readonly variable: string;
  readonly standard: string;
  /** Throws if it does not answer. */
  ask(url: string): Promise<void>;
}

const postgres: Service = {
  name: "PostgreSQL",
  variable: "DATABASE_URL",
  standard: "postgres://postgres@127.0.0.1:5432/test",
  async ask(url) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    await client.connect();
    await client.end();
  },
};

const redis: Service = {
  name: "Redis",
  variable: "REDIS_URL",
  standard: "redis://127.0.0.1:6379",
  async ask(url) {
    const client = new Redis(url, { lazyConnect: true, connectTimeout: 5_000, retryStrategy: () => null });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.ping();
    } finally {
      client.disconnect();
    }
  },
};

/**
 * Where a service is: where its variable says, else on its standard local port. Null if none answers, which is said aloud; the
 * tests that need it are to be skipped then. With `TYPEBURR_REQUIRE_SERVICES=1` that is an error.
 */
async function found({ name, variable, standard, ask }: Service): Promise<string | null> {
  const url = process.env[variable] || standard;
  try {
    await ask(url);
    return url;
  } catch (error) {
    const what = `no ${name} answers at ${new URL(url).host} (${variable} says where it is): ${String(error)}`;
    if (process.env.TYPEBURR_REQUIRE_SERVICES === "1") throw new Error(what, { cause: error });
    console.warn(`\n*** ${what}\n*** The tests that need ${name} are SKIPPED.\n`);
    return null;
  }
}

export const findPostgres = (): Promise<string | null> => found(postgres);
export const findRedis = (): Promise<string | null> => found(redis);

/** A part of a name that no other run has. */
export const randomPart = (): string => Math.random().toString(36).slice(2, 12).padEnd(10, "0");
