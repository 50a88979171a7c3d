import { describe, expect, test } from "vitest";
import { createCounter } from "./application.js";

describe("counter", () => {
  test("counts to the limit, and says so", async () => {
    const stop = await createCounter(10).run();

    expect(stop.action).toBe("announce");
    expect(stop.halted).toBe("end");
    expect(stop.state).toEqual({ counter: 10, limit: 10, message: "counted to 10" });
  });

  test("takes one step at a time", async () => {
    const app = createCounter(2);
    const steps = [];
    for (let step = await app.step(); step; step = await app.step()) steps.push([step.action, step.state.counter]);

    expect(steps).toEqual([
      ["count", 1],
      ["count", 2],
      ["announce", 2],
    ]);
  });

  test("halts before the announcement, and goes on from there", async () => {
    const app = createCounter(3);

    const pause = await app.run({ haltBefore: ["announce"] });
    expect(pause.state).toEqual({ counter: 3, limit: 3 });

    const stop = await app.run({ haltAfter: ["announce"] });
    expect(stop.result).toEqual({ message: "counted to 3" });
  });

  test("its graph is drawn in graph.mmd (refresh with `npm test -- -u`)", async () => {
    const { graph } = createCounter(10);

    expect(graph.check().filter(({ severity }) => severity === "error")).toEqual([]);
    await expect(graph.toMermaid()).toMatchFileSnapshot("graph.mmd");
  });
});
