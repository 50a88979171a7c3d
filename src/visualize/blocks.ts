import { type Declaration, type DrawnArc, declarationsOf, drawnArcs } from "../graph/drawing.js";
import type { GraphData } from "../graph/graph.js";
import type { Size } from "./geometry.js";
import { type Paragraph, setText, widthOf } from "./text.js";

/** The sizes of a picture, in pixels. */
export const sizes = {
  name: 14,
  nameLine: 20,
  detail: 12,
  detailLine: 18,
  labelLine: 16,
  /** Between an edge label's text and the rim of its chip. */
  chipPadding: 5,
  /** The round corners of an action, and of the entrypoint. */
  corner: 8,
  entryCorner: 20,
  /** Between the text of an action and its box. */
  side: 16,
  above: 10,
  /** Between name and declarations. */
  divide: 13,
  narrowest: 76,
} as const;

/** One line of a declaration; the verb stands before the first. */
interface DetailLine {
  readonly verb: Declaration["verb"] | null;
  readonly text: string;
}

/** An action as a box with text in it. */
export interface ActionBlock extends Size {
  readonly action: string;
  readonly isEntry: boolean;
  readonly name: Paragraph;
  readonly details: readonly DetailLine[];
}

/** An arc with the text of its label; an arc without a label has none. */
export interface ArcBlock extends DrawnArc {
  readonly text: Paragraph | null;
  readonly chip: Size | null;
}

/** How far the keys stand behind the verbs. */
export const verbWidth: number = Math.ceil(widthOf("deletes", sizes.detail)) + 8;

export function actionBlocks({ actions, entrypoint }: GraphData, schemas: boolean): readonly ActionBlock[] {
  return [...actions].map(([action, definition]) => {
    const name = setText(action, sizes.name, 240, 3);
    const details = schemas ? declarationsOf(definition).flatMap(detailLines) : [];
    const keysWidth = Math.max(0, ...details.map(({ text }) => verbWidth + widthOf(text, sizes.detail)));
    const detailsHeight = details.length === 0 ? 0 : sizes.divide + details.length * sizes.detailLine;
    return {
      action,
      isEntry: action === entrypoint,
      name,
      details,
      width: Math.max(sizes.narrowest, Math.ceil(Math.max(name.width, keysWidth)) + 2 * sizes.side),
      height: name.lines.length * sizes.nameLine + detailsHeight + 2 * sizes.above,
    };
  });
}

function detailLines({ verb, keys }: Declaration): readonly DetailLine[] {
  const { lines } = setText(keys.join(", "), sizes.detail, 200, 6);
  return lines.map((text, index) => ({ verb: index === 0 ? verb : null, text }));
}

export function arcBlocks({ arcs }: GraphData): readonly ArcBlock[] {
  return drawnArcs(arcs).map((arc) => {
    if (arc.label === null) return { ...arc, text: null, chip: null };
    const text = setText(arc.label, sizes.detail, 180, 4);
    const chip = {
      width: Math.ceil(text.width) + 2 * sizes.chipPadding,
      height: text.lines.length * sizes.labelLine + sizes.chipPadding,
    };
    return { ...arc, text, chip };
  });
}
