import fc from "fast-check";

/** An expression as a tree, with what is free to choose when it is written. */
export type Tree =
  | { readonly kind: "value"; readonly text: string; readonly value: unknown; readonly extra: Extra }
  | { readonly kind: "key"; readonly path: readonly string[]; readonly extra: Extra }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly of: Tree; readonly extra: Extra }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Tree;
      readonly right: Tree;
      readonly extra: Extra;
    };

/** Parentheses that change nothing, and what stands around. */
interface Extra {
  readonly parentheses: boolean;
  readonly before: string;
  readonly after: string;
}

/** The state that trees are about. */
export const state = {
  n: 3,
  m: -2.5,
  zero: 0,
  yes: true,
  no: false,
  text: "train",
  other: "eval",
  user: { name: "Bo", age: 41, tags: ["a", "b"] },
  nobody: null,
  list: [1, 2, 3],
  größe: 7,
};

const space = fc.constantFrom("", "", "", " ", " ", "  ", "\t", "\n", "\u00a0");
const extra: fc.Arbitrary<Extra> = fc.record({
  parentheses: fc.nat(9).map((one) => one === 0),
  before: space,
  after: space,
});
const value = (value: unknown, ...texts: string[]): fc.Arbitrary<Tree> =>
  fc.record({ kind: fc.constant("value" as const), text: fc.constantFrom(...texts), value: fc.constant(value), extra });
const key = (...paths: string[]): fc.Arbitrary<Tree> =>
  fc.record({
    kind: fc.constant("key" as const),
    path: fc.constantFrom(...paths).map((path) => path.split(".")),
    extra,
  });
const unary = (operator: "!" | "-", of: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> =>
  fc.record({ kind: fc.constant("unary" as const), operator: fc.constant(operator), of, extra });
const binary = (operators: string, left: fc.Arbitrary<Tree>, right = left): fc.Arbitrary<Tree> =>
  fc.record({
    kind: fc.constant("binary" as const),
    operator: fc.constantFrom(...operators.split(" ")),
    left,
    right,
    extra,
  });

type Trees = {
  readonly number: Tree;
  readonly string: Tree;
  readonly boolean: Tree;
};

const { boolean } = fc.letrec<Trees>((tie) => ({
  number: fc.oneof(
    { maxDepth: 4, depthIdentifier: "tree" },
    key("n", "m", "zero", "user.age", "user.name.length", "list.length", "user.tags.length", "größe"),
    value(0, "0", "0.0", "0e5"),
    value(100, "100", "1e2", "100.", "1.0E+2"),
    value(0.5, "0.5", ".5", "5e-1"),
    value(3, "3"),
    binary("+ - * / %", tie("number")),
    unary("-", tie("number")),
  ),
  string: fc.oneof(
    key("text", "other", "user.name"),
    value("train", "'train'", '"train"'),
    value("it's", "'it\\'s'", `"it's"`),
    value('a "b" \\ \n', `'a "b" \\\\ \\n'`, `"a \\"b\\" \\\\ \\n"`),
    value("", "''", '""'),
    value("a && (b", "'a && (b'"),
  ),
  boolean: fc.oneof(
    { maxDepth: 4, depthIdentifier: "tree" },
    key("yes", "no"),
    value(true, "true"),
    value(false, "false"),
    binary("== != < <= > >=", tie("number")),
    binary("== != < <= > >=", tie("string")),
    binary("== !=", fc.oneof(key("nobody", "nobody.name", "user"), value(null, "null"))),
    binary("== != && || && ||", tie("boolean")),
    unary("!", tie("boolean")),
  ),
}));

/** Trees that give true or false. */
export { boolean as trees };

const levels = [["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"]];
const levelOf = (tree: Tree): number =>
  tree.kind === "binary" ? levels.findIndex((level) => level.includes(tree.operator)) : levels.length;

/** How trees are written: in the language of expressions, or in JavaScript. */
export interface Language {
  operator(operator: string): string;
  key(path: readonly string[]): string;
  /** Two signs in a row. */
  readonly gap: string;
}

const expressions: Language = { operator: (one) => one, key: (path) => path.join("."), gap: "" };

/** A tree as text, with parentheses only where they are needed or extra. */
export function written(tree: Tree, language: Language = expressions): string {
  const { parentheses, before, after } = tree.extra;
  const text = bare(tree, language);
  return before + (parentheses ? `(${text})` : text) + after;
}

function bare(tree: Tree, language: Language): string {
  switch (tree.kind) {
    case "value":
      return tree.text;
    case "key":
      return language.key(tree.path);
    case "unary":
      return `${tree.operator}${language.gap}${within(tree.of, levels.length, language)}`;
    case "binary": {
      const left = within(tree.left, levelOf(tree), language);
      return `${left}${language.operator(tree.operator)}${language.gap}${within(tree.right, levelOf(tree) + 1, language)}`;
    }
  }
}

const within = (tree: Tree, level: number, language: Language): string =>
  levelOf(tree) < level && !tree.extra.parentheses ? `(${written(tree, language)})` : written(tree, language);

/** What a tree is, by its own rules. */
export function evaluated(tree: Tree): unknown {
  switch (tree.kind) {
    case "value":
      return tree.value;
    case "key":
      return tree.path.reduce<unknown>((from, name) => (from as Record<string, unknown> | null)?.[name], state);
    case "unary": {
      const value = evaluated(tree.of);
      return tree.operator === "!" ? !value : -(value as number);
    }
    case "binary":
      return calculated(tree.operator, evaluated(tree.left) as number, evaluated(tree.right) as number);
  }
}

function calculated(operator: string, left: number, right: number): unknown {
  switch (operator) {
    case "||":
      return left || right;
    case "&&":
      return left && right;
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    default:
      return left % right;
  }
}
