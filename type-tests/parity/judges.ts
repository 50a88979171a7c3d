import {
  type AnyAction,
  type AnyCondition,
  action,
  and,
  application,
  condition,
  not,
  or,
  otherwise,
  type SchemaRecord,
  when,
} from "typeburr";
import * as v from "valibot";
import type { PlainAction, PlainCondition, PlainGraph, PlainKey, PlainTransition } from "./graphs.js";

/** What is said against a graph. */
export interface Verdict {
  /** About its keys: what makes `build` uncallable. */
  readonly unwritten: readonly string[];
  /** About transitions that can never be taken: what stands on their targets. */
  readonly dead: readonly string[];
}

// The run time's form of a graph. The compiler cannot see it, so its types say nothing.

/** What `graph.check()` says. */
export function checked(graph: PlainGraph): Verdict {
  const actions = Object.fromEntries(graph.actions.map((one) => [one.name, actionOf(one)]));
  const transitions = graph.transitions.map(({ from, to, condition }) => {
    const sources = from.length === 1 ? from[0] : from;
    return condition === null ? [sources, to] : [sources, to, conditionOf(condition)];
  });
  const app = application()
    .withActions(actions)
    .withTransitions(...(transitions as [string, string][]))
    .withEntrypoint(graph.entrypoint)
    .withState(valuesOf(graph.given))
    .build();
  const problems = app.graph.check();
  const messages = (isDead: boolean): string[] => {
    const found = problems.filter(({ rule }) => (rule === "dead-transition") === isDead);
    return [...new Set(found.map(({ message }) => message))].sort();
  };
  return { unwritten: messages(false), dead: messages(true) };
}

function actionOf({ reads, writes }: PlainAction): AnyAction {
  return action({ reads: schemas(reads), writes: schemas(writes), run: () => null as never });
}

function schemas(keys: readonly PlainKey[]): SchemaRecord {
  return Object.fromEntries(keys.map(({ key, isOptional }) => [key, isOptional ? v.optional(v.string()) : v.string()]));
}

const required = (keys: readonly string[]): PlainKey[] => keys.map((key) => ({ key, isOptional: false }));

function conditionOf(plain: PlainCondition): unknown {
  return plain.kind === "object" ? valuesOf(plain.keys) : madeConditionOf(plain);
}

function madeConditionOf(plain: PlainCondition): AnyCondition {
  switch (plain.kind) {
    case "otherwise":
      return otherwise;
    case "not":
      return not(...(plain.parts.map(madeConditionOf) as [AnyCondition]));
    case "and":
      return and(...(plain.parts.map(madeConditionOf) as [AnyCondition]));
    case "or":
      return or(...(plain.parts.map(madeConditionOf) as [AnyCondition]));
    case "function":
      return condition({ reads: schemas(required(plain.keys)), test: () => true });
    case "absent":
      return when({ [String(plain.keys[0])]: undefined });
    default:
      return when(valuesOf(plain.keys));
  }
}

function valuesOf(keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map((key) => [key, ""]));
}

// The compiler's form of a graph: its program.

/** A statement that declares the graph's builder under that name. */
export function programOf(graph: PlainGraph, builder: string): string {
  const declarations = graph.actions.map(({ name, reads, writes }) => {
    return `${name}: action({ reads: ${schemasText(reads)}, writes: ${schemasText(writes)}, run: () => null as never })`;
  });
  const transitions = graph.transitions.map(transitionText);
  const calls = graph.isApart ? transitions : [transitions.join(", ")];
  const state = graph.given.map((key) => `${key}: ""`).join(", ");
  return `const ${builder} = application().withActions({ ${declarations.join(", ")} })${calls
    .map((call) => `.withTransitions(${call})`)
    .join("")}.withEntrypoint("${graph.entrypoint}").withState({ ${state} });`;
}

function schemasText(keys: readonly PlainKey[]): string {
  const entries = keys.map(({ key, isOptional }) => `${key}: ${isOptional ? "v.optional(v.string())" : "v.string()"}`);
  return `{ ${entries.join(", ")} }`;
}

function transitionText({ from, to, condition }: PlainTransition): string {
  const sources = from.length === 1 ? `"${from[0]}"` : `[${from.map((name) => `"${name}"`).join(", ")}]`;
  return `[${sources}, "${to}"${condition === null ? "" : `, ${conditionText(condition)}`}]`;
}

function conditionText(plain: PlainCondition): string {
  switch (plain.kind) {
    case "otherwise":
      return "otherwise";
    case "not":
    case "and":
    case "or":
      return `${plain.kind}(${plain.parts.map(conditionText).join(", ")})`;
    case "function":
      return `condition({ reads: ${schemasText(required(plain.keys))}, test: () => true })`;
    case "absent":
      return `when({ ${plain.keys[0]}: undefined })`;
    case "when":
      return `when(${valuesText(plain.keys)})`;
    case "object":
      return valuesText(plain.keys);
  }
}

function valuesText(keys: readonly string[]): string {
  return `{ ${keys.map((key) => `${key}: ""`).join(", ")} }`;
}
