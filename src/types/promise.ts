/** Nobody will look at it any more: a rejection would end the process. */
export function letGo(value: unknown): void {
  if (isPromiseLike(value)) Promise.resolve(value).catch(() => {});
}

/** Whether a value has to be awaited. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}
