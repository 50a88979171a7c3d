import * as v from "valibot";

export const Forecast = v.object({ sky: v.string(), celsius: v.number() });
export type Forecast = v.InferOutput<typeof Forecast>;

/** The service is in trouble: the same request may succeed later. */
export class ServerError extends Error {
  override readonly name = "ServerError";
  readonly status: number;
  /** After how many seconds the server would like to be asked again; null if it has not said. */
  readonly retryAfter: number | null;

  constructor(status: number, retryAfter: number | null) {
    super(`the server answered ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/**
 * Asks the service once: how often to try, and what to do in the end, is none of its business.
 *
 * @throws {ServerError} If the service is in trouble. Anything else that goes wrong is another error.
 */
export const fetchForecast = async (url: string, signal: AbortSignal): Promise<Forecast> => {
  const response = await fetch(url, { signal });
  if (response.ok) return v.parse(Forecast, await response.json());
  // Nobody reads it, and the connection can be used again.
  await response.body?.cancel();
  if (response.status < 500) throw new Error(`the server refused the request with ${response.status}`);
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  throw new ServerError(response.status, Number.isNaN(retryAfter) ? null : retryAfter);
};
