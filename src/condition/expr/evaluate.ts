import { ReadError } from "../../errors.js";
import { bothKinds, noBoolean, takesOther } from "../../sentences.js";
import { type Reader, unwritten } from "../reader.js";
import type { Expression } from "./check.js";
import { isUnary, type Takes, takenBy, takenByOne, type Unary } from "./operator.js";
import { shown } from "./place.js";
import { isQuoted, unquoted } from "./quotation.js";
import { type Constants, constants, isBinary, isEquality, isLogic } from "./symbols.js";
import { isSignedNumber } from "./word.js";

/** A part of an expression. */
interface Part {
  /** The key and the names behind it, if it is nothing else. */
  readonly path: readonly string[] | null;
  ask(state: Reader): unknown;
}

/**
 * An expression -> what answers it: closures, made once. At a question nothing is parsed, and no code is made of text.
 *
 * What answers throws a `ReadError` where a key has a value that is not taken there. Of all that is no key this has been
 * checked before.
 */
export function answerOf({ text, program }: Expression): (state: Reader) => boolean {
  const parts: Part[] = [];
  const pop = (): Part => parts.pop() ?? operand("null");
  for (const item of program) {
    if (isUnary(item)) parts.push(unary(text, item, pop()));
    else if (isBinary(item)) parts.push(binary(text, item, pop(), pop()));
    else parts.push(operand(item));
  }
  const whole = pop();
  return (state) => {
    const answer = whole.ask(state);
    if (typeof answer === "boolean") return answer;
    throw misread(text, state, whole, noBoolean(shown(text), kindOf(answer)));
  };
}

function operand(item: string): Part {
  if (Object.hasOwn(constants, item)) return constant(constants[item as keyof Constants]);
  if (isQuoted(item)) return constant(unquoted(item));
  if (isSignedNumber(item)) return constant(Number(item));
  const path = item.split(".");
  const [key = item, ...names] = path;
  return { path, ask: (state) => names.reduce(propertyOf, state.get(key)) };
}

const constant = (value: unknown): Part => ({ path: null, ask: () => value });

/** What is looked up are own properties only: no name leads to a prototype. */
function propertyOf(value: unknown, name: string): unknown {
  if (typeof value === "string" || Array.isArray(value)) return name === "length" ? value.length : undefined;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function unary(text: string, operator: Unary, part: Part): Part {
  const taken = takenByOne(operator);
  if (!taken) return part;
  return made((state) => {
    const value = part.ask(state);
    if (!isTaken(taken, [value])) throw refusal(text, state, taken, [part], [value]);
    return operator === "!" ? !value : -(value as number);
  });
}

function binary(text: string, operator: string, right: Part, left: Part): Part {
  const taken = takenBy(operator);
  const require = (state: Reader, parts: readonly Part[], values: readonly unknown[]): void => {
    if (!isTaken(taken, values)) throw refusal(text, state, taken, parts, values);
  };
  if (isEquality(operator)) return made((state) => (left.ask(state) === right.ask(state)) === (operator === "=="));
  if (isLogic(operator)) {
    return made((state) => {
      const value = left.ask(state);
      require(state, [left], [value]);
      if (value === (operator === "||")) return value;
      const other = right.ask(state);
      require(state, [right], [other]);
      return other;
    });
  }
  const calculate = calculations.get(operator);
  return made((state) => {
    const values = [left.ask(state), right.ask(state)] as const;
    require(state, [left, right], values);
    return calculate?.(...(values as readonly [number, number]));
  });
}

const made = (ask: (state: Reader) => unknown): Part => ({ path: null, ask });

// Strings are compared, and numbers with bigints, as they are here
const calculations = new Map<string, (left: number, right: number) => unknown>([
  ["<", (left, right) => left < right],
  ["<=", (left, right) => left <= right],
  [">", (left, right) => left > right],
  [">=", (left, right) => left >= right],
  ["+", (left, right) => left + right],
  ["-", (left, right) => left - right],
  ["*", (left, right) => left * right],
  ["/", (left, right) => left / right],
  ["%", (left, right) => left % right],
]);

// What is refused

const kindOf = (value: unknown): string => (value === null ? "null" : typeof value);

const isTaken = ({ kinds }: Takes, values: readonly unknown[]): boolean =>
  kinds.some((some) => values.every((value) => some.includes(kindOf(value))));

/** Blames the first key that the operator would take beside nothing, else the last of those that do not go together. */
function refusal(
  text: string,
  state: Reader,
  taken: Takes,
  parts: readonly Part[],
  values: readonly unknown[],
): ReadError {
  const given = values.map(kindOf).reduce(bothKinds);
  const keys = parts.filter(({ path }) => path !== null);
  const wrong = parts.find(({ path }, index) => path !== null && !isTaken(taken, [values[index]]));
  return misread(text, state, wrong ?? keys.at(-1), takesOther(taken.sign, taken.says, given));
}

function misread(text: string, state: Reader, part: Part | undefined, says: string): ReadError {
  const [key = "", ...names] = part?.path ?? [];
  const who = `condition '${shown(text)}'`;
  if (!state.has(key)) return new ReadError(unwritten(who, key), null, key, []);
  const path = names.length > 0 ? names.join(".") : null;
  return new ReadError(`${who} reads '${[key, ...names].join(".")}', but ${says}`, null, key, [
    { message: says, path },
  ]);
}
