import type {
  PlainAction,
  PlainCondition,
  PlainField,
  PlainGraph,
  PlainLiteral,
  PlainMember,
  PlainSchema,
  PlainTransition,
} from "./graphs.js";

// A graph as the statement that declares it. It is TypeScript and JavaScript at once, so that the compiler judges what
// `graph.check()` is run on; `run` stands for the functions of all actions.

/** What the programs take from typeburr. */
export const imported = [
  "action",
  "and",
  "application",
  "condition",
  "expr",
  "not",
  "onError",
  "or",
  "otherwise",
  "when",
] as const;

/** The names that a text needs from typeburr. */
export const importedBy = (text: string): string[] => imported.filter((name) => new RegExp(`\\b${name}\\b`).test(text));

/** How a schema is spelled: in full, or as the name of a constant that many programs share. */
export type SpellSchema = (schema: PlainSchema) => string;

/** Declares the builder of a graph, complete but for `build()`, as `graph`. */
export function declarationText(graph: PlainGraph, spell: SpellSchema = schemaText): string {
  return linesOf(graph, spell)
    .map((line) => line.trim())
    .join(" ");
}

/** A program that a reader can run. */
export function programText(graph: PlainGraph): string {
  const lines = linesOf(graph, schemaText);
  return [
    `import { ${importedBy(lines.join(" ")).join(", ")} } from "typeburr";`,
    `import * as v from "valibot";`,
    "const run = () => null as never;",
    ...lines,
    "graph.build();",
  ].join("\n");
}

function linesOf(graph: PlainGraph, spell: SpellSchema): string[] {
  const { actions, entrypoint, given, isApart, isInline } = graph;
  const transitions = graph.transitions.map((transition) => transitionText(transition, spell));
  return [
    ...(isInline ? [] : actions.map((action) => `const ${action.name} = ${actionText(action, spell)};`)),
    "const graph = application()",
    ...(isInline
      ? ["  .withActions({", ...actions.map((action) => `    ${action.name}: ${actionText(action, spell)},`), "  })"]
      : [`  .withActions({ ${actions.map(({ name }) => name).join(", ")} })`]),
    ...(isApart
      ? transitions.map((transition) => `  .withTransitions(${transition})`)
      : ["  .withTransitions(", ...transitions.map((transition) => `    ${transition},`), "  )"]),
    `  .withEntrypoint("${entrypoint}")`,
    `  .withState(${recordText(given.map(({ key, value }) => [key, initialText(value)]))});`,
  ];
}

function actionText({ reads, writes, deletes }: PlainAction, spell: SpellSchema): string {
  const parts = [`reads: ${fieldsText(reads, spell)}`, `writes: ${fieldsText(writes, spell)}`];
  if (deletes.length > 0) parts.push(`deletes: ${JSON.stringify(deletes)}`);
  return `action({ ${parts.join(", ")}, run })`;
}

function fieldsText(fields: readonly PlainField[], spell: SpellSchema): string {
  return recordText(fields.map(({ key, schema }) => [key, spell(schema)]));
}

function transitionText({ from, to, condition }: PlainTransition, spell: SpellSchema): string {
  const [first, ...others] = from.map((name) => `"${name}"`);
  const parts = [others.length === 0 ? first : `[${[first, ...others].join(", ")}]`, `"${to}"`];
  if (condition?.kind === "error") parts.push(errorEdgeText(condition.capture));
  else if (condition !== null) parts.push(conditionText(condition, spell));
  return `[${parts.join(", ")}]`;
}

function errorEdgeText(capture: string | null): string {
  return capture === null ? "onError()" : `onError({ capture: "${capture}" })`;
}

function conditionText(plain: PlainCondition, spell: SpellSchema): string {
  switch (plain.kind) {
    case "otherwise":
      return "otherwise";
    case "when":
      return `when(${valuesText(plain.values)})`;
    case "object":
      return valuesText(plain.values);
    case "function":
      return `condition({ reads: ${fieldsText(plain.reads, spell)}, test: () => true })`;
    case "expression":
      return `expr("${plain.values.map(({ key, value }) => `${key} == ${quoted(value)}`).join(" && ")}")`;
    default:
      return `${plain.kind}(${plain.parts.map((part) => conditionText(part, spell)).join(", ")})`;
  }
}

const quoted = (value: PlainLiteral): string => (typeof value === "string" ? `'${value}'` : String(value));

function valuesText(values: readonly { readonly key: string; readonly value: PlainLiteral | undefined }[]): string {
  return recordText(values.map(({ key, value }) => [key, value === undefined ? "undefined" : JSON.stringify(value)]));
}

function recordText(entries: readonly (readonly [string, string])[]): string {
  return entries.length === 0 ? "{}" : `{ ${entries.map(([key, text]) => `${key}: ${text}`).join(", ")} }`;
}

/** A schema, spelled in full. */
export function schemaText({ members, missing }: PlainSchema): string {
  const spelled = members.filter((member) => !isNull(member));
  const inner = spelled.length === 0 ? "v.null()" : unionText(spelled);
  const whole = spelled.length > 0 && members.some(isNull) ? `v.nullable(${inner})` : inner;
  if (missing === "refused") return whole;
  return missing === "optional"
    ? `v.optional(${whole})`
    : `v.optional(${whole}, ${JSON.stringify(defaultOf(members))})`;
}

function unionText(members: readonly PlainMember[]): string {
  const [first, ...others] = members;
  if (first !== undefined && others.length === 0) return memberText(first);
  const words = members.flatMap((member) => ("is" in member && typeof member.is === "string" ? [member.is] : []));
  if (words.length === members.length) return `v.picklist(${JSON.stringify(words)})`;
  return `v.union([${members.map(memberText).join(", ")}])`;
}

function memberText(member: PlainMember): string {
  if ("is" in member) return `v.literal(${JSON.stringify(member.is)})`;
  return member.any === "error" ? "v.object({ name: v.string(), message: v.string() })" : `v.${member.any}()`;
}

const isNull = (member: PlainMember): boolean => "is" in member && member.is === null;

/** What stands in the place of what is missing, in a schema with a default: its first literal. */
function defaultOf(members: readonly PlainMember[]): PlainLiteral {
  for (const member of members) if ("is" in member) return member.is;
  throw new Error("A schema with a default needs a literal among its members.");
}

/** As literals: where an action leaves any string, the compiler would take an initial "x" for any string, too. */
export const asConst = " as const";
const initialText = (value: unknown): string => `${JSON.stringify(value)}${value === null ? "" : asConst}`;
