import { PersistenceError } from "typeburr";
import { postgresPersister } from "typeburr/persisters/postgres";
import { redisPersister } from "typeburr/persisters/redis";
import { afterEach, describe, expect, test, vi } from "vitest";
import { thrownBy } from "../support/refusal";
import { stepOf } from "./file/steps";
import { findRedis, randomPart } from "./services";

const url = await findRedis();

/** As if a package were not installed. */
const leaveOut = (name: string): void => {
  vi.doMock(name, () => {
    throw new Error(`Cannot find package '${name}'`);
  });
};

afterEach(() => {
  for (const name of ["ioredis", "pg", "redis"]) vi.doUnmock(name);
});

describe("where a package is not installed", () => {
  test("postgresPersister() says that pg is needed, and how else it is", async () => {
    leaveOut("pg");
    const persister = postgresPersister({ connectionString: "postgres://127.0.0.1:1/none" });
    const error = await thrownBy(() => persister.initialize());

    expect(error).toBeInstanceOf(PersistenceError);
    expect(String(error)).toContain("npm install pg");
    expect(String(error)).toContain("{ client }");
  });

  test("redisPersister() says that ioredis or redis is needed", async () => {
    leaveOut("ioredis");
    leaveOut("redis");
    const error = await thrownBy(() => redisPersister({ url: "redis://127.0.0.1:1" }).initialize());

    expect(error).toBeInstanceOf(PersistenceError);
    expect(String(error)).toContain("npm install ioredis");
  });

  test("redisPersister() connects by redis in place of ioredis, and does not wait for a server for ever", async () => {
    leaveOut("ioredis");
    const error = await thrownBy(() => redisPersister({ url: "redis://127.0.0.1:1" }).initialize());

    expect(error).toBeInstanceOf(PersistenceError);
    expect(String(error)).toContain("ECONNREFUSED");
  });

  test.skipIf(url === null)("redis stores what ioredis would have stored", async () => {
    const options = { url: url ?? "", prefix: `typeburr-test-${randomPart()}` };
    leaveOut("ioredis");
    const byRedis = redisPersister(options);
    await byRedis.save(stepOf(0));
    vi.doUnmock("ioredis");
    const byIoredis = redisPersister(options);
    await byIoredis.save(stepOf(1));

    expect((await byRedis.load({ appId: "app" }))?.state).toEqual({ said: [0, 1] });
    await byRedis.delete({ appId: "app" });
    for (const persister of [byRedis, byIoredis]) await persister.close();
  });
});
