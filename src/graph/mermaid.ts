import { DefinitionError } from "../errors.js";
import { cut, kindOf } from "../text/wording.js";
import type { GraphData } from "./graph.js";

export interface MermaidOptions {
  /** `TD`: top down, the default. `LR`: left to right. */
  readonly direction?: "TD" | "LR";
}

/**
 * Draws a graph as a Mermaid flowchart: the entrypoint round, conditions on the edges, `default` dashed, error edges dotted
 * and named.
 *
 * @throws {DefinitionError} If the options are none, or the direction is unknown.
 */
export function toMermaid({ actions, arcs, entrypoint }: GraphData, options: MermaidOptions = {}): string {
  const direction = directionOf(options);
  const ids = new Map([...actions.keys()].map((name, index) => [name, `a${index}`]));
  const branching = new Set(
    arcs.filter(({ condition, raised }) => !condition.always && !raised).map(({ from }) => from),
  );
  const nodes = [...ids].map(([name, id]) =>
    name === entrypoint ? `  ${id}(["${escaped(name)}"])` : `  ${id}["${escaped(name)}"]`,
  );
  const edges = arcs.map(({ from, to, condition, raised }) => {
    if (raised) return `  ${ids.get(from)} -. "${escaped(raised.name)}" .-> ${ids.get(to)}`;
    if (!condition.always) return `  ${ids.get(from)} -->|"${escaped(condition.name)}"| ${ids.get(to)}`;
    return `  ${ids.get(from)} ${branching.has(from) ? "-.->" : "-->"} ${ids.get(to)}`;
  });
  return [`flowchart ${direction}`, ...nodes, ...edges, ""].join("\n");
}

function directionOf(options: unknown): string {
  if (typeof options !== "object" || options === null) {
    throw new DefinitionError(`toMermaid() takes a record of options, { direction }, not ${kindOf(options)}`);
  }
  const { direction = "TD" } = options as { direction?: unknown };
  if (direction === "TD" || direction === "LR") return direction;
  throw new DefinitionError(`direction of toMermaid() must be "TD" or "LR", not ${describe(direction)}`);
}

function describe(value: unknown): string {
  return typeof value === "string" ? `'${cut(value)}'` : kindOf(value);
}

/** Mermaid reads quotes and markup in labels: everything but plain characters becomes an entity. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} _.,:=@/+*()-]/gu, (character) => `#${character.codePointAt(0)};`);
}
