import fc from "fast-check";

// Expressions that parse, about keys of all kinds, with mistakes of all kinds.

/** Each key with each operator, and with a value of each kind: few of them go together. */
export function everyPair(keys: readonly string[]): string[] {
  return keys.flatMap((key) => [
    `${key} == 'a' || ${key} != 1`,
    `${key} == null`,
    `true == ${key}`,
    `${key} > 1`,
    `${key} <= 'a'`,
    `${key} % 2 == 1`,
    `-${key} == -1`,
    `!${key}`,
    `(${key}) && true`,
    key,
    `${key}.length > 1`,
    `${key}.a == 'a'`,
    `${key}.a.b == 1`,
    `${key}.size == 1`,
  ]);
}

const words = ["a", "b", "length", "left", "left.a", "left.left.left", "name", "then", "size", "message", "toString"];
const literals = ["1", "0", "-1", "1.50", "'a'", '"b"', "''", "'it\\'s'", "true", "false", "null"];
const operators = ["||", "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%"];

/** Random ones; some of their keys are misspelt. */
export function randomQuestions(keys: readonly string[], seed: number, count: number): string[] {
  const key = fc.constantFrom(...keys);
  const misspelt = fc
    .tuple(key, fc.nat(3), fc.nat(12), fc.constantFrom("s", "e", "a", "Z"))
    .map(([name, kind, place, letter]) => {
      const at = place % name.length;
      const [before, here, next, behind] = [
        name.slice(0, at),
        name.slice(at, at + 1),
        name.slice(at + 1, at + 2),
        name.slice(at + 2),
      ];
      if (kind === 0) return `${before}${letter}${here}${next}${behind}`;
      if (kind === 1) return `${before}${letter}${next}${behind}`;
      if (kind === 2) return `${before}${next}${here}${behind}`;
      return before + next + behind || letter;
    });
  const { part } = fc.letrec<{ part: string }>((tie) => ({
    part: fc.oneof(
      { maxDepth: 3 },
      { weight: 3, arbitrary: key },
      { weight: 2, arbitrary: fc.tuple(key, fc.constantFrom(...words)).map((path) => path.join(".")) },
      { weight: 1, arbitrary: misspelt },
      { weight: 2, arbitrary: fc.constantFrom(...literals) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom("!", "-"), tie("part")).map(([sign, of]) => `${sign}(${of})`) },
      {
        weight: 4,
        arbitrary: fc
          .tuple(tie("part"), fc.constantFrom(...operators), tie("part"))
          .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
      },
    ),
  }));
  const isFair = (text: string): boolean => text.length <= 300;
  return fc.sample(part.filter(isFair), { seed, numRuns: count });
}
