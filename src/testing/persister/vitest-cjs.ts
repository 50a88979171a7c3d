import type { Runner } from "./runner.js";

/** In the place of `vitest.ts` where modules cannot wait: CommonJS, which vitest refuses to be loaded by. */
export const vitest: Partial<Runner> | null = null;
