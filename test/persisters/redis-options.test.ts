import { expectTypeOf } from "expect-type";
import type { Cluster, Redis } from "ioredis";
import type { createClient, createClientPool, createCluster } from "redis";
import { type RedisClient, redisPersister } from "typeburr/persisters/redis";
import { describe, expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal";
import { stepOf } from "./file/steps";

const client = { call: async () => "PONG" };
const js = redisPersister as (options?: unknown) => unknown;

describe("options", () => {
  test.each<[title: string, options: unknown, says: string[]]>([
    ["none", undefined, ["{ url:", "not undefined"]],
    ["a text", "redis://localhost", ["a record of options"]],
    ["neither client nor url", {}, ["a client or a url", "neither"]],
    ["both of them", { client, url: "redis://a" }, ["a client or a url", "both"]],
    ["a name that is misspelt", { client, prefx: "a" }, ["'prefx'", "prefix."]],
    ["a client that takes no commands", { client: {} }, ["client of redisPersister()", "call() or sendCommand()"]],
    ["a url that is no text", { url: 6379 }, ["url of redisPersister()", "not 6379"]],
    ["an empty prefix", { client, prefix: "" }, ["prefix", "not empty"]],
    ["a prefix with braces", { client, prefix: "a{b}" }, ["prefix", "without braces"]],
    ["a prefix with half a character in it", { client, prefix: "\ud83d" }, ["prefix", "surrogate"]],
  ])("%s: refused at once", async (_, options, says) => {
    await expectRefusal(() => js(options), refusal("DefinitionError", ...says));
  });

  test("that are undefined were not given", () => {
    expect(js({ client, url: undefined, prefix: undefined })).toBeTypeOf("object");
  });

  test("take clients, pools and clusters of both libraries", () => {
    expectTypeOf<Redis>().toExtend<RedisClient>();
    expectTypeOf<Cluster>().toExtend<RedisClient>();
    expectTypeOf<ReturnType<typeof createClient>>().toExtend<RedisClient>();
    expectTypeOf<ReturnType<typeof createClientPool>>().toExtend<RedisClient>();
    expectTypeOf<ReturnType<typeof createCluster>>().toExtend<RedisClient>();
    // @ts-expect-error a client or a url, not both
    const both = () => redisPersister({ client, url: "" });
    // @ts-expect-error one of them
    const neither = () => redisPersister({ prefix: "a" });
    expect([both, neither]).toHaveLength(2);
  });
});

describe("commands", () => {
  test("of a cluster of the package redis are sent to where their first key is", async () => {
    const sent: unknown[] = [];
    const cluster = {
      masters: [],
      async sendCommand(key: string | undefined, isReadonly: boolean | undefined, [command]: string[]) {
        sent.push([key, isReadonly, command]);
        return 1;
      },
    };
    await redisPersister({ client: cluster, prefix: "x" }).save(stepOf(0, { partitionKey: "p" }));

    expect(sent).toEqual([
      [undefined, false, "PING"],
      ["x:apps:p", false, "ZADD"],
      ["x:{p/app}:steps", false, "EVALSHA"],
      ["x:apps:p", false, "ZADD"],
    ]);
  });
});
