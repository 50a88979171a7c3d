import { type DrawnArc, drawnArcs } from "../graph/drawing.js";
import type { GraphData } from "../graph/graph.js";
import type { Standing } from "./options.js";

/** An arc in words, for those who point at it, or hear of it. */
export function arcInWords({ from, to, kind, label }: DrawnArc): string {
  const when = kind === "default" ? "otherwise" : label;
  return when === null ? `${from} → ${to}` : `${from} → ${to}: ${when}`;
}

/** A picture in words: what it is called, and all that it shows. */
export function pictureInWords(
  { actions, arcs, entrypoint }: GraphData,
  standings: ReadonlyMap<string, Standing>,
): { readonly title: string; readonly description: string } {
  const count = actions.size === 1 ? "1 action" : `${actions.size} actions`;
  const sentences = [
    `Begins at ${entrypoint}.`,
    ...drawnArcs(arcs).map((arc) => `${arcInWords(arc)}.`),
    ...[...standings].map(([action, standing]) => `${standing}: ${action}.`),
  ];
  return { title: `Graph of ${count}, beginning at ${entrypoint}`, description: sentences.join(" ") };
}
