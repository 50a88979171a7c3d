import type { ActionDefinition } from "../action/definition.js";
import { DefinitionError } from "../errors.js";
import { checkOptionsRecord } from "../options.js";
import { cut, kindOf } from "../text/wording.js";
import { distinctArcs } from "./check/flow.js";
import type { Arc, GraphData } from "./graph.js";

/** What every drawing can be asked for. */
export interface DrawingOptions {
  /** `TD`: top down, the default. `LR`: left to right. */
  readonly direction?: "TD" | "LR";
  /** Whether the actions show what they read, write, take and delete. */
  readonly schemas?: boolean;
}

/** Where a running application is, for its drawing. */
export interface Progress {
  /** The actions that have run. */
  readonly visited?: readonly string[];
  /** The action that runs, or has run last. */
  readonly current?: string | null;
  readonly next?: string | null;
}

/** What a picture can be asked for. */
export interface VisualizeOptions extends DrawingOptions {
  /** `auto`, the default, follows the reader's system. */
  readonly theme?: "light" | "dark" | "auto";
  readonly progress?: Progress;
}

/** An arc as every drawing shows it. A default is open, but taken only when the conditions beside it do not hold. */
export interface DrawnArc {
  readonly from: string;
  readonly to: string;
  readonly kind: "plain" | "default" | "error";
  readonly label: string | null;
}

/** The arcs in the order of declaration. */
export function drawnArcs(arcs: readonly Arc[]): readonly DrawnArc[] {
  const branching = new Set(
    arcs.filter(({ condition, raised }) => !condition.always && !raised).map(({ from }) => from),
  );
  return distinctArcs(arcs).map(({ from, to, condition, raised }): DrawnArc => {
    if (raised) return { from, to, kind: "error", label: raised.name };
    if (!condition.always) return { from, to, kind: "plain", label: condition.name };
    return { from, to, kind: branching.has(from) ? "default" : "plain", label: null };
  });
}

/** A line of what an action declares: `reads`, and the keys. */
export interface Declaration {
  readonly verb: "reads" | "writes" | "inputs" | "deletes";
  /** `key?` is one that may be absent. */
  readonly keys: readonly string[];
}

/** What an action declares, without what it does not. */
export function declarationsOf({ reads, writes, inputs, deletes }: ActionDefinition): readonly Declaration[] {
  const keysOf = (entries: ActionDefinition["reads"]) =>
    entries.map(({ key, optional }) => (optional ? `${key}?` : key));
  const all: readonly Declaration[] = [
    { verb: "reads", keys: keysOf(reads) },
    { verb: "writes", keys: keysOf(writes) },
    { verb: "inputs", keys: keysOf(inputs) },
    { verb: "deletes", keys: deletes },
  ];
  return all.filter(({ keys }) => keys.length > 0);
}

/** The lines of an action's label, where a label is text. */
export function labelLines(name: string, action: ActionDefinition, schemas: boolean): readonly string[] {
  if (!schemas) return [name];
  return [name, ...declarationsOf(action).map(({ verb, keys }) => `${verb} ${keys.join(", ")}`)];
}

/** Names that any format takes, whatever the actions are called. */
export function idsOf({ actions }: GraphData): ReadonlyMap<string, string> {
  return new Map([...actions.keys()].map((name, index) => [name, `a${index}`]));
}

/** Options as checked, with the defaults filled in, and those that only one drawing has. */
export interface CheckedOptions {
  readonly direction: "TD" | "LR";
  readonly schemas: boolean;
  readonly others: Readonly<Record<string, unknown>>;
}

/** @throws {DefinitionError} If they are no record, or have a name or a value that the drawing does not know. */
export function checkDrawingOptions(
  method: string,
  options: unknown = {},
  otherNames: readonly string[] = [],
): CheckedOptions {
  const names = ["direction", "schemas", ...otherNames];
  const given = checkOptionsRecord(`${method}()`, "a record of options, { direction }", options, names);
  const { direction = "TD", schemas = false, ...others } = given;
  if (direction !== "TD" && direction !== "LR") {
    throw new DefinitionError(`direction of ${method}() must be "TD" or "LR", not ${told(direction)}`);
  }
  if (typeof schemas !== "boolean") {
    throw new DefinitionError(`schemas of ${method}() must be true or false, not ${kindOf(schemas)}`);
  }
  return { direction, schemas, others };
}

/** A text itself, and what anything else is. */
export function told(value: unknown): string {
  return typeof value === "string" ? `'${cut(value)}'` : kindOf(value);
}
