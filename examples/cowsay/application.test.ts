import { say } from "cowsay";
import { describe, expect, test } from "vitest";
import { createCow } from "./application.js";

const hello = say({ text: "Hello" });

describe("cowsay", () => {
  test("says hello", async () => {
    const stop = await createCow(() => 0).run({ haltAfter: ["cowSaysHello", "cowSaysNothing"] });

    expect(stop.action).toBe("cowSaysHello");
    expect(stop.state.cowSaid).toBe(hello);
    expect(hello).toContain("< Hello >");
  });

  test("says nothing", async () => {
    const stop = await createCow(() => 0.25).run({ haltAfter: ["cowSaysHello", "cowSaysNothing"] });

    expect(stop.action).toBe("cowSaysNothing");
    expect(stop.state.cowSaid).toBe("...");
  });

  test("decides again each time round", async () => {
    const draws = [0.9, 0.1, 0.5];
    const cow = createCow(() => draws.shift() ?? 0);
    const said = [];
    for (let round = 0; round < 4; round++) {
      const stop = await cow.run({ haltBefore: ["cowShouldSpeak"] });
      said.push(stop.state.cowSaid);
    }

    expect(said).toEqual(["...", hello, "...", hello]);
  });

  test("its graph is drawn in graph.mmd (refresh with `npm test -- -u`)", async () => {
    const { graph } = createCow();

    expect(graph.check().filter(({ severity }) => severity === "error")).toEqual([]);
    await expect(graph.toMermaid()).toMatchFileSnapshot("graph.mmd");
  });
});
