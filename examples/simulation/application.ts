import { application, expr, when } from "typeburr";
import { actions } from "./actions.js";

interface Options {
  /** What all prices depend on, a whole number: the same seed gives the same prices. */
  readonly seed: number;
  readonly lastDay?: number;
  /** How much is bought with what there is: above 1, the rest is borrowed. */
  readonly leverage?: number;
  /** How far prices move in a day. */
  readonly volatility?: number;
}

/** Trades one share day by day, until the last day or until nothing is left. */
export const createSimulation = ({ seed, lastDay = 5_000, leverage = 1, volatility = 0.015 }: Options) =>
  application()
    .withActions({
      ...actions,
      generatePrice: actions.generatePrice.bind({ drift: 0.0003, volatility }),
      decide: actions.decide.bind({ leverage }),
    })
    .withTransitions(
      ["generatePrice", "decide"],
      ["decide", "buy", when({ decision: "buy" })],
      ["decide", "sell", when({ decision: "sell" })],
      ["decide", "hold"],
      [["buy", "sell", "hold"], "markToMarket"],
      ["markToMarket", "goBroke", expr("equity <= 0")],
      ["markToMarket", "summarise", expr("day >= lastDay")],
      ["markToMarket", "generatePrice"],
    )
    .withEntrypoint("generatePrice")
    .withState({
      chance: seed,
      lastDay,
      day: 0,
      price: 100,
      shortAverage: 100,
      longAverage: 100,
      cash: 10_000,
      shares: 0,
      fees: 0,
      trades: 0,
      days: [],
    })
    .build();
