import fc from "fast-check";

/** Fixed, so that a test says the same each time; another one with `TYPEBURR_SEED=7 npm test`. */
const seed = Number(process.env.TYPEBURR_SEED ?? 20_260_501);

/** Holds a property; when it fails, fast-check prints the seed, the path and the smallest counterexample. */
export function holds<TValues>(property: fc.IProperty<TValues>, numRuns = 200): void {
  fc.assert(property, { seed, numRuns });
}

/** As `holds`, for a property that takes time. One that hangs, or that cannot be made smaller soon, has failed as well. */
export async function holdsAsync<TValues>(property: fc.IAsyncProperty<TValues>, numRuns = 200): Promise<void> {
  const limits = { timeout: 10_000, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true };
  await fc.assert(property, { seed, numRuns, ...limits });
}
