import { action, fields } from "typeburr";
import * as v from "valibot";
import { Forecast, fetchForecast, ServerError } from "./service.js";

const f = fields({
  forecast: Forecast,
  /** Why the forecast is not the service's; null if it is. */
  excuse: v.nullable(v.string()),
  /** What `onError` captures: the last error, as plain data. */
  failure: v.object({ name: v.string(), message: v.string() }),
  announcement: v.string(),
});

const ask = action({
  reads: {},
  writes: f.pick("forecast", "excuse"),
  inputs: { url: v.pipe(v.string(), v.url()) },
  run: async (state, { url }, { signal }) => state.update({ forecast: await fetchForecast(url, signal), excuse: null }),
});

/** What is usual at this time of the year, where nobody knows better. */
const consultAlmanac = action({
  reads: f.pick("failure"),
  writes: f.pick("forecast", "excuse"),
  run: (state, _inputs, { error }) => {
    // The state has the failure as data, which can be stored; the context has the error itself, with all that it knows.
    const later =
      error instanceof ServerError && error.retryAfter !== null ? `, ask again in ${error.retryAfter} s` : "";
    return state.update({ forecast: { sky: "cloudy", celsius: 14 }, excuse: `${state.failure.message}${later}` });
  },
});

const announce = action({
  reads: f.pick("forecast", "excuse"),
  writes: f.pick("announcement"),
  run: (state) => {
    const { sky, celsius } = state.forecast;
    const excuse = state.excuse === null ? "" : ` (from the almanac: ${state.excuse})`;
    return state.update({ announcement: `${sky}, ${celsius} °C${excuse}` });
  },
});

export const actions = { ask, consultAlmanac, announce };
