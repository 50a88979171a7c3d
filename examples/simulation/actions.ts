import { action, fields } from "typeburr";
import * as v from "valibot";
import { drawNormal } from "./chance.js";
import { Day, Summary, summaryOf } from "./summary.js";

const f = fields({
  /** The generator of chance. */
  chance: v.number(),
  day: v.number(),
  price: v.number(),
  /** What the price was of late, and over a longer time. */
  shortAverage: v.number(),
  longAverage: v.number(),
  decision: v.picklist(["buy", "sell", "hold"]),
  /** How many shares are to be bought or sold. */
  quantity: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Below 0 where it is borrowed. */
  cash: v.number(),
  shares: v.pipe(v.number(), v.integer(), v.minValue(0)),
  fees: v.number(),
  trades: v.number(),
  /** What cash and shares are worth together. */
  equity: v.number(),
  days: v.array(Day),
  summary: Summary,
});

/** A geometric random walk: its steps are shares of the price, which never falls to 0. */
const generatePrice = action({
  reads: f.pick("chance", "price"),
  writes: f.pick("chance", "price", "day"),
  inputs: { drift: v.number(), volatility: v.number() },
  run: (state, { drift, volatility }) => {
    const [shock, chance] = drawNormal(state.chance);
    const price = state.price * Math.exp(drift - volatility ** 2 / 2 + volatility * shock);
    return state.update({ chance, price }).increment({ day: 1 });
  },
});

/** What a trade costs, as a share of what is traded. */
const feeRate = 0.001;

/** Follows the trend: all in while the short average is above the long one, all out while it is not. */
const decide = action({
  reads: f.pick("price", "shortAverage", "longAverage", "cash", "shares"),
  writes: f.pick("shortAverage", "longAverage", "decision", "quantity"),
  inputs: { leverage: v.pipe(v.number(), v.gtValue(0)) },
  run: (state, { leverage }) => {
    const { price, cash, shares } = state;
    const shortAverage = state.shortAverage + (price - state.shortAverage) / 20;
    const longAverage = state.longAverage + (price - state.longAverage) / 100;
    const averages = state.update({ shortAverage, longAverage });

    const affordable = Math.floor((cash * leverage) / (price * (1 + feeRate)));
    if (shortAverage > longAverage && shares === 0 && affordable > 0) {
      return averages.update({ decision: "buy", quantity: affordable });
    }
    if (shortAverage <= longAverage && shares > 0) return averages.update({ decision: "sell", quantity: shares });
    return averages.update({ decision: "hold", quantity: 0 });
  },
});

const buy = action({
  reads: { ...f.pick("price", "quantity"), decision: v.literal("buy") },
  writes: f.pick("cash", "shares", "fees", "trades"),
  run: (state) => {
    const cost = state.price * state.quantity;
    const fees = cost * feeRate;
    return state.increment({ cash: -cost - fees, shares: state.quantity, fees, trades: 1 });
  },
});

const sell = action({
  reads: { ...f.pick("price", "quantity"), decision: v.literal("sell") },
  writes: f.pick("cash", "shares", "fees", "trades"),
  run: (state) => {
    const proceeds = state.price * state.quantity;
    const fees = proceeds * feeRate;
    return state.increment({ cash: proceeds - fees, shares: -state.quantity, fees, trades: 1 });
  },
});

/** Nothing happens, and nothing but the decision to hold may lead here. */
const hold = action({
  reads: { decision: v.literal("hold") },
  writes: {},
  run: (state) => state,
});

const markToMarket = action({
  reads: f.pick("price", "cash", "shares"),
  writes: f.pick("equity", "days"),
  run: (state) => {
    const equity = state.cash + state.shares * state.price;
    return state.update({ equity }).append({ days: { price: state.price, equity } });
  },
});

const summarise = action({
  reads: f.pick("days"),
  writes: f.pick("summary"),
  run: (state) => state.update({ summary: summaryOf(state.days) }),
});

/** Whoever lent the money takes what is left. */
const goBroke = action({
  reads: f.pick("day"),
  writes: { brokeOn: v.number() },
  run: (state) => state.update({ brokeOn: state.day }),
});

export const actions = { generatePrice, decide, buy, sell, hold, markToMarket, summarise, goBroke };
