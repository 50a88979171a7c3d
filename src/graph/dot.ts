import { visible } from "../text/visible.js";
import { checkDrawingOptions, type DrawingOptions, drawnArcs, idsOf, labelLines } from "./drawing.js";
import type { GraphData } from "./graph.js";

/** The graph in Graphviz's language. */
export function toDot(data: GraphData, options?: DrawingOptions): string {
  const { direction, schemas } = checkDrawingOptions("toDot", options);
  const ids = idsOf(data);
  const nodes = [...data.actions].map(([name, action]) => {
    const label = `label="${labelLines(name, action, schemas).map(escaped).join("\\n")}"`;
    return `  ${ids.get(name)} [${name === data.entrypoint ? `${label}, shape=oval` : label}];`;
  });
  const edges = drawnArcs(data.arcs).map(({ from, to, kind, label }) => {
    const attributes = [...(label === null ? [] : [`label="${escaped(label)}"`]), ...styles[kind]];
    const list = attributes.length === 0 ? "" : ` [${attributes.join(", ")}]`;
    return `  ${ids.get(from)} -> ${ids.get(to)}${list};`;
  });
  const start = `  rankdir=${direction === "TD" ? "TB" : "LR"};`;
  return ["digraph {", start, '  node [shape=box, style="rounded"];', ...nodes, ...edges, "}", ""].join("\n");
}

const styles = {
  plain: [],
  default: ["style=dashed"],
  error: ["style=dotted", "color=red3", "fontcolor=red3"],
} as const;

/** Graphviz reads backslashes (`\N` is the node's name) and entities in labels. */
function escaped(text: string): string {
  return visible(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("&", "&amp;");
}
