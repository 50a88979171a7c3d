import type { GraphData } from "./graph.js";

export interface MermaidOptions {
  /** `TD`: top down, the default. `LR`: left to right. */
  readonly direction?: "TD" | "LR";
}

/** Draws a graph as a Mermaid flowchart: the entrypoint round, conditions on the edges, `default` dashed. */
export function toMermaid({ actions, arcs, entrypoint }: GraphData, options: MermaidOptions = {}): string {
  const ids = new Map([...actions.keys()].map((name, index) => [name, `a${index}`]));
  const branching = new Set(arcs.filter(({ condition }) => !condition.always).map(({ from }) => from));
  const nodes = [...ids].map(([name, id]) =>
    name === entrypoint ? `  ${id}(["${escaped(name)}"])` : `  ${id}["${escaped(name)}"]`,
  );
  const edges = arcs.map(({ from, to, condition }) => {
    if (!condition.always) return `  ${ids.get(from)} -->|"${escaped(condition.name)}"| ${ids.get(to)}`;
    return `  ${ids.get(from)} ${branching.has(from) ? "-.->" : "-->"} ${ids.get(to)}`;
  });
  return [`flowchart ${options.direction ?? "TD"}`, ...nodes, ...edges, ""].join("\n");
}

/** Mermaid reads quotes and markup in labels: everything but plain characters becomes an entity. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} _.,:=@/+*()-]/gu, (character) => `#${character.codePointAt(0)};`);
}
