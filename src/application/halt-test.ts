import { HaltError } from "../errors.js";
import { cut, kindOf, suggestion } from "../text/wording.js";
import { All } from "./halt.js";
import type { Plan } from "./plan.js";

/** Tests whether a run is to halt at an action. */
export type HaltTest = (action: string) => boolean;

export const neverHalts: HaltTest = () => false;

/**
 * Makes the tests for the halt lists of a call.
 *
 * @throws {HaltError} As `haltTest`; where both lists are wrong, for both.
 */
export function haltTests(
  plan: Plan,
  { haltAfter, haltBefore }: { readonly haltAfter: unknown; readonly haltBefore: unknown },
): { readonly haltAfter: HaltTest; readonly haltBefore: HaltTest } {
  const wrong: HaltError[] = [];
  const testOf = (option: "haltAfter" | "haltBefore", halts: unknown): HaltTest => {
    try {
      return haltTest(plan, option, halts);
    } catch (error) {
      if (!(error instanceof HaltError)) throw error;
      wrong.push(error);
      return neverHalts;
    }
  };
  const tests = { haltAfter: testOf("haltAfter", haltAfter), haltBefore: testOf("haltBefore", haltBefore) };
  const [first, second] = wrong;
  if (first && second) throw new HaltError(`${first.message} ${second.message}`, [...first.names, ...second.names]);
  if (first) throw first;
  return tests;
}

/**
 * Makes the test for a halt list.
 *
 * @param option `haltAfter` or `haltBefore`, for the messages.
 * @throws {HaltError} If it is no list, empty, or names what the graph does not have; all offenders are named.
 */
function haltTest(plan: Plan, option: "haltAfter" | "haltBefore", halts: unknown): HaltTest {
  if (halts === undefined) return neverHalts;
  const names: unknown = halts instanceof All ? halts.names : halts;
  if (!Array.isArray(names)) {
    const mend = typeof names === "string" ? ` write ["${cut(names)}"]` : ` write ["name"] or all("name", ...)`;
    throw new HaltError(`${option} must be a list of action names, not ${kindOf(names)}:${mend}`, []);
  }
  if (names.length === 0) throw new HaltError(`${option} is empty: name at least one action, or leave it out`, []);
  const wanted = resolve(plan, option, names);
  if (!(halts instanceof All)) return (action) => wanted.has(action);
  const missing = new Set(wanted);
  return (action) => missing.delete(action) && missing.size === 0;
}

function resolve(plan: Plan, option: string, names: readonly unknown[]): ReadonlySet<string> {
  const tagged = new Map<string, string[]>();
  for (const [name, { definition }] of plan.nodes) {
    for (const tag of definition.tags) {
      const at = `@tag:${tag}`;
      tagged.set(at, [...(tagged.get(at) ?? []), name]);
    }
  }
  const known = [...plan.nodes.keys(), ...tagged.keys()];
  const wrong = names.filter((name) => typeof name !== "string" || !known.includes(name));
  if (wrong.length > 0) {
    const each = wrong.map((name) =>
      typeof name === "string" ? `'${cut(name)}'.${suggestion(name, known)}` : `${kindOf(name)}, which is no name.`,
    );
    throw new HaltError(
      `${option} names what the graph does not have: ${each.join(" ")}`,
      wrong.map((name) => (typeof name === "string" ? name : kindOf(name))),
    );
  }
  return new Set((names as readonly string[]).flatMap((name) => tagged.get(name) ?? [name]));
}
