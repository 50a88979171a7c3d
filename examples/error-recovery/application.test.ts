import { readFileSync } from "node:fs";
import { application, onError } from "typeburr";
import { afterEach, describe, expect, test } from "vitest";
import { actions } from "./actions.js";
import { createForecast } from "./application.js";
import { startServer } from "./server.js";
import { ServerError } from "./service.js";

const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");

const servers: Awaited<ReturnType<typeof startServer>>[] = [];
const start: typeof startServer = async (behaviour) => {
  const server = await startServer(behaviour);
  servers.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Does not wait, but remembers how long it should have. */
const createDelay = () => {
  const attempts: number[] = [];
  const delay = (attempt: number) => {
    attempts.push(attempt);
    return 0;
  };
  return { attempts, delay };
};

describe("recovery", () => {
  test("asks once if all is well", async () => {
    const server = await start(() => 200);
    const { state } = await createForecast(server.url).run({ haltAfter: ["announce"] });

    expect(state).toEqual({
      forecast: { sky: "clear", celsius: 21 },
      excuse: null,
      announcement: "clear, 21 °C",
    });
    expect(server.requests()).toBe(1);
  });

  test("fails twice, waiting longer each time, then succeeds", async () => {
    const server = await start((request) => (request <= 2 ? 503 : 200));
    const before = performance.now();
    const { state } = await createForecast(server.url).run({ haltAfter: ["announce"] });

    expect(state.announcement).toBe("clear, 21 °C");
    expect(state).toMatchObject({ failure: { name: "ServerError", message: "the server answered 503" } });
    expect(server.requests()).toBe(3);
    // 20 and 40; a timer may be early by a fraction of a millisecond
    expect(performance.now() - before).toBeGreaterThan(58);
  });

  test("fails for ever, and consults the almanac, which knows why", async () => {
    const server = await start(() => 503);
    const { attempts, delay } = createDelay();
    const app = createForecast(server.url, delay);
    const names = [];
    for await (const { action } of app.iterate({ haltAfter: ["announce"] })) names.push(action);

    expect(names).toEqual(["consultAlmanac", "announce"]);
    expect(app.state.failure).toEqual({ name: "ServerError", message: "the server answered 503" });
    expect(app.state.announcement).toBe("cloudy, 14 °C (from the almanac: the server answered 503, ask again in 30 s)");
    expect(attempts).toEqual([1, 2, 3]);
    expect(server.requests()).toBe(4);
  });

  test("does not ask again where that would not help", async () => {
    const server = await start(() => 404);
    const { attempts, delay } = createDelay();
    const { state } = await createForecast(server.url, delay).run({ haltAfter: ["announce"] });

    expect(state.announcement).toBe("cloudy, 14 °C (from the almanac: the server refused the request with 404)");
    expect({ attempts, requests: server.requests() }).toEqual({ attempts: [], requests: 1 });
  });

  test("consults the almanac when there is no server at all", async () => {
    const server = await startServer(() => 200);
    await server.close();
    const { state } = await createForecast(server.url).run({ haltAfter: ["announce"] });

    expect(state).toMatchObject({ failure: { name: "TypeError", message: "fetch failed" } });
    expect(state.excuse).toBe("fetch failed");
  });

  test("counts anew in each round", async () => {
    const server = await start((request) => (request % 4 === 0 ? 200 : 503));
    const { attempts, delay } = createDelay();
    const app = createForecast(server.url, delay);
    for (let round = 0; round < 3; round++) {
      const { state } = await app.run({ haltAfter: ["announce"] });
      expect(state.announcement).toBe("clear, 21 °C");
    }

    expect(attempts).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3]);
  });

  test("is aborted while it waits, and asks again when it goes on", async () => {
    const server = await start((request) => (request === 1 ? 503 : 200));
    const controller = new AbortController();
    const reason = new Error("never mind");
    const app = createForecast(server.url, () => {
      queueMicrotask(() => controller.abort(reason));
      return 60_000;
    });

    await expect(app.run({ haltAfter: ["announce"], signal: controller.signal })).rejects.toBe(reason);
    expect(app.state).toEqual({});
    expect(server.requests()).toBe(1);

    const { state } = await app.run({ haltAfter: ["announce"] });
    expect(state.announcement).toBe("clear, 21 °C");
  });

  test("is aborted while it asks: that is no failure of the service, so nothing catches it", async () => {
    const controller = new AbortController();
    const reason = new Error("never mind");
    const server = await start((request) => {
      if (request > 1) return 200;
      controller.abort(reason);
      return null;
    });
    const app = createForecast(server.url);

    await expect(app.run({ haltAfter: ["announce"], signal: controller.signal })).rejects.toBe(reason);
    expect(app.state).toEqual({});

    const { state } = await app.run({ haltAfter: ["announce"] });
    expect(state.announcement).toBe("clear, 21 °C");
  });

  test("its graph is drawn in graph.mmd (refresh with `npm test -- -u`)", async () => {
    const { graph } = createForecast("http://localhost");

    expect(graph.check().filter(({ severity }) => severity === "error")).toEqual([]);
    await expect(graph.toMermaid()).toMatchFileSnapshot("graph.mmd");
  });
});

describe("the compiler refuses, as README.md says,", () => {
  const builder = application()
    .withActions({ ...actions, ask: actions.ask.bind({ url: "http://localhost" }) })
    .withEntrypoint("ask");

  test("to announce what a failure has not brought", () => {
    const { graph } = builder
      .withTransitions(
        ["ask", "ask", onError(ServerError, { max: 3, capture: "failure" })],
        ["ask", "announce", onError({ capture: "failure" })],
        ["ask", "announce"],
        ["announce", "ask"],
      )
      // @ts-expect-error TS2349: an attempt that has failed has written no forecast
      .build();

    expect(readme).toContain(graph.check()[0].message);
  });

  test("to explain a failure that was not captured", () => {
    const { graph } = builder
      .withTransitions(
        ["ask", "ask", onError(ServerError, { max: 3, capture: "failure" })],
        ["ask", "consultAlmanac", onError()],
        [["ask", "consultAlmanac"], "announce"],
        ["announce", "ask"],
      )
      // @ts-expect-error TS2349: nobody has captured the failure that consultAlmanac reads
      .build();

    expect(readme).toContain(graph.check()[0].message);
  });
});
