import { readFileSync } from "node:fs";
import { application, expr, when } from "typeburr";
import { describe, expect, test } from "vitest";
import { actions } from "./actions.js";
import { createSimulation } from "./application.js";

const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");

describe("simulation", () => {
  test("trades for 5,000 days, four steps each", () => {
    const app = createSimulation({ seed: 7 });
    const stop = app.runSync();

    expect(stop).toMatchObject({ action: "summarise", halted: "end" });
    expect(stop.state.day).toBe(5_000);
    expect(stop.state.days).toHaveLength(5_000);
    expect(stop.state.trades).toBeGreaterThan(10);
    expect(app.sequenceId).toBe(4 * 5_000);
  });

  test("is the same for the same seed, and another for another", () => {
    const run = (seed: number) => createSimulation({ seed, lastDay: 500 }).runSync().state;

    expect(run(7)).toEqual(run(7));
    expect(run(8).days).not.toEqual(run(7).days);
  });

  test("every day, cash and shares are worth the equity, and no money is made or lost by a trade but the fees", () => {
    const app = createSimulation({ seed: 7, lastDay: 1_000 });
    // What there would be without fees.
    const worth = () => app.state.cash + app.state.shares * app.state.price + app.state.fees;
    const kinds = new Set<string>();

    let before = worth();
    for (const { action, state } of app.iterateSync()) {
      if (action === "markToMarket") expect(state.cash + state.shares * state.price).toBe(state.equity);
      if (action !== "generatePrice") expect(worth()).toBeCloseTo(before, 6);
      before = worth();
      kinds.add(action);
    }

    expect([...kinds]).toEqual(expect.arrayContaining(["buy", "sell", "hold"]));
  });

  test("changes nothing but the price when it holds", () => {
    const app = createSimulation({ seed: 7, lastDay: 1_000 });
    let { cash, shares } = app.state;
    for (const { action, state } of app.iterateSync({ haltAfter: ["summarise"] })) {
      if (action === "hold") expect({ cash: state.cash, shares: state.shares }).toEqual({ cash, shares });
      ({ cash, shares } = state);
    }
  });

  test("never spends more than it has, unless it borrows", () => {
    for (const { state } of createSimulation({ seed: 7, lastDay: 1_000 }).iterateSync()) {
      expect(state.cash).toBeGreaterThanOrEqual(0);
    }
    const debts = [...createSimulation({ seed: 7, lastDay: 1_000, leverage: 2 }).iterateSync()].filter(
      ({ state }) => state.cash < 0,
    );
    expect(debts).not.toEqual([]);
  });

  test("stops as soon as nothing is left", () => {
    const stop = createSimulation({ seed: 7, leverage: 20 }).runSync();

    expect(stop.action).toBe("goBroke");
    if (stop.action !== "goBroke") return;
    expect(stop.state.brokeOn).toBeLessThan(5_000);
    expect(stop.state.days.findIndex(({ equity }) => equity <= 0)).toBe(stop.state.brokeOn - 1);
  });

  test("sums up what has happened", () => {
    const { state } = createSimulation({ seed: 7 }).runSync({ haltAfter: ["summarise"] });
    const [first = 0, ...equities] = state.days.map(({ equity }) => equity);

    expect(state.summary?.gain).toBe(state.equity / first - 1);
    expect(state.summary?.deepestFall).toBeGreaterThanOrEqual(1 - Math.min(...equities) / first);
    expect(state.summary?.deepestFall).toBeLessThan(1);
  });

  test("its graph is drawn in graph.mmd (refresh with `npm test -- -u`)", async () => {
    const { graph } = createSimulation({ seed: 7 });

    expect(graph.check().filter(({ severity }) => severity === "error")).toEqual([]);
    await expect(graph.toMermaid()).toMatchFileSnapshot("graph.mmd");
  });
});

test("the compiler refuses a graph in which a decision to sell is held, as README.md says", () => {
  const { graph } = application()
    .withActions({
      ...actions,
      generatePrice: actions.generatePrice.bind({ drift: 0, volatility: 0.01 }),
      decide: actions.decide.bind({ leverage: 1 }),
    })
    .withTransitions(
      ["generatePrice", "decide"],
      ["decide", "buy", when({ decision: "buy" })],
      ["decide", "hold"],
      [["buy", "hold"], "markToMarket"],
      ["markToMarket", "summarise", expr("day >= 5000")],
      ["markToMarket", "generatePrice"],
    )
    .withEntrypoint("generatePrice")
    .withState({
      chance: 7,
      day: 0,
      price: 100,
      shortAverage: 100,
      longAverage: 100,
      cash: 10_000,
      shares: 0,
      days: [],
    })
    // @ts-expect-error TS2349: decide may have left "sell", which hold does not take
    .build();

  expect(readme).toContain(graph.check()[0].message);
});
