import { DefinitionError } from "../errors.js";
import type { VisualizeOptions } from "../graph/drawing.js";
import { dataOf, type Graph } from "../graph/graph.js";
import { kindOf } from "../text/wording.js";
import { checkOptions } from "./options.js";
import { compose } from "./picture.js";
import { toSvg } from "./svg.js";
import { pictureInWords } from "./words.js";

export type { Progress, VisualizeOptions } from "../graph/drawing.js";

/**
 * Draws a graph as an SVG document that stands alone: the entrypoint on top, marked by a dot; conditions on the edges,
 * `default` dashed, error edges dotted and red.
 *
 * @param graph The graph of an application, `app.graph`.
 * @param options `direction`, `"TD"` or `"LR"`; `schemas: true` adds what the actions read and write; `theme`, `"light"`,
 *   `"dark"` or `"auto"`, which follows the reader's system; `progress`, `{ visited, current, next }`, marks where a running
 *   application is.
 * @returns The text of the document. The same graph and options make the same text.
 * @throws {DefinitionError} If it is given no graph, an option that is unknown, or a progress that names no action.
 * @example
 * ```ts
 * import { writeFile } from "node:fs/promises";
 * import { action, application } from "typeburr";
 * import { visualize } from "typeburr/visualize";
 *
 * const wait = action({ reads: {}, writes: {}, run: (state) => state });
 * const app = application().withActions({ wait }).withTransitions(["wait", "wait"]).withEntrypoint("wait").build();
 *
 * await writeFile("graph.svg", visualize(app.graph, { theme: "light", progress: { current: "wait" } }));
 * ```
 */
export function visualize(graph: Graph, options?: VisualizeOptions): string {
  const data = dataOf(graph);
  if (!data)
    throw new DefinitionError(`visualize() takes the graph of an application, app.graph, not ${kindOf(graph)}`);
  const checked = checkOptions(options, data.actions);
  const { title, description } = pictureInWords(data, checked.standings);
  return toSvg(compose(data, checked.direction, checked.schemas), title, description, checked);
}
