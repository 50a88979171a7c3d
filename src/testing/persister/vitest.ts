import type { Runner } from "./runner.js";

/**
 * Vitest's own `describe` and `test`, where it runs: its globals are off unless somebody asks for them. The name is no literal, so
 * that neither compilers nor bundlers look for a package that need not be there; and only a module that waits can be ready when
 * a suite is registered, which cannot wait.
 */
export const vitest: Partial<Runner> | null = await loaded("vitest");

async function loaded(name: string): Promise<Partial<Runner> | null> {
  if (typeof process === "undefined" || !process.env?.VITEST) return null;
  // Where it cannot be loaded, a runner has to be given, and that is said then.
  return import(name).catch(() => null);
}
