import { application, onError } from "typeburr";
import { actions } from "./actions.js";
import { ServerError } from "./service.js";

/** How long to wait before each attempt but the first: 20, 40 and 80 milliseconds. */
const backOff = (attempt: number): number => 10 * 2 ** attempt;

/** Announces the weather: one run with `haltAfter: ["announce"]` asks the service, and the almanac if it must. */
export const createForecast = (url: string, delay: (attempt: number) => number = backOff) =>
  application()
    .withActions({ ...actions, ask: actions.ask.bind({ url }) })
    .withTransitions(
      ["ask", "ask", onError(ServerError, { max: 3, delay, capture: "failure" })],
      ["ask", "consultAlmanac", onError({ capture: "failure" })],
      [["ask", "consultAlmanac"], "announce"],
      ["announce", "ask"],
    )
    .withEntrypoint("ask")
    .build();
