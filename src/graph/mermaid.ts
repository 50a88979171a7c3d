import { checkDrawingOptions, type DrawingOptions, drawnArcs, idsOf, labelLines } from "./drawing.js";
import type { GraphData } from "./graph.js";

/** The graph as a Mermaid flowchart. */
export function toMermaid(data: GraphData, options?: DrawingOptions): string {
  const { direction, schemas } = checkDrawingOptions("toMermaid", options);
  const ids = idsOf(data);
  const nodes = [...data.actions].map(([name, action]) => {
    const label = labelLines(name, action, schemas).map(escaped).join("<br/>");
    return name === data.entrypoint ? `  ${ids.get(name)}(["${label}"])` : `  ${ids.get(name)}["${label}"]`;
  });
  const edges = drawnArcs(data.arcs).map(({ from, to, kind, label }) => {
    if (kind === "default") return `  ${ids.get(from)} -.-> ${ids.get(to)}`;
    if (label === null) return `  ${ids.get(from)} --> ${ids.get(to)}`;
    if (kind === "error") return `  ${ids.get(from)} -. "${escaped(label)}" .-> ${ids.get(to)}`;
    return `  ${ids.get(from)} -->|"${escaped(label)}"| ${ids.get(to)}`;
  });
  return [`flowchart ${direction}`, ...nodes, ...edges, ""].join("\n");
}

/** Mermaid reads quotes and markup in labels: everything but plain characters becomes an entity. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} _.,:=@/+*()-]/gu, (character) => `#${character.codePointAt(0)};`);
}
