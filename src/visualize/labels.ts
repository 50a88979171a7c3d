import { type ActionBlock, type ArcBlock, sizes, verbWidth } from "./blocks.js";
import type { Place } from "./geometry.js";
import type { Standing } from "./options.js";
import { element, escaped } from "./xml.js";

/** Letters stand so far below the middle of their line, in parts of their size. */
const drop = 0.35;

/** An action: its box, its name, and under a line what it declares. */
export function drawAction(
  block: ActionBlock,
  { x, y, width, height }: Place,
  corner: number,
  standing: Standing | undefined,
): string {
  const { action, isEntry, name, details } = block;
  const [left, top] = [x - width / 2, y - height / 2];
  // A box that its lines have made higher has its text in the middle
  const first = y - block.height / 2 + sizes.above;
  const names = name.lines.map((line, index) => {
    const middle = first + (index + 0.5) * sizes.nameLine;
    return element("text", { class: "name", x, y: middle + drop * sizes.name }, escaped(line));
  });
  const under = first + name.lines.length * sizes.nameLine;
  const indent = x - block.width / 2 + sizes.side;
  const list = details.flatMap(({ verb, text }, index) => {
    const middle = under + sizes.divide + (index + 0.5) * sizes.detailLine;
    const base = middle + drop * sizes.detail;
    return [
      ...(verb === null ? [] : [element("text", { class: "verb", x: indent, y: base }, verb)]),
      element("text", { x: indent + verbWidth, y: base }, escaped(text)),
    ];
  });
  const divider = under + sizes.divide / 2;
  const rule = element("path", { class: "rule", d: `M${left},${divider} H${left + width}` });
  const states = [...(isEntry ? ["entrypoint"] : []), ...(standing ? [standing] : [])];
  return element(
    "g",
    {
      class: ["action", ...(isEntry ? ["entry"] : []), ...(standing ? [standing] : [])].join(" "),
      "data-action": action,
    },
    element("title", {}, escaped(states.length === 0 ? action : `${action} (${states.join(", ")})`)),
    element("rect", { class: "box", x: left, y: top, width, height, rx: Math.min(corner, width / 2, height / 2) }),
    ...names,
    ...(details.length === 0 ? [] : [rule]),
    ...list,
  );
}

/** What stands on an arc: a chip of the ground's colour, so that the line does not go through the text. */
export function drawLabel({ text }: ArcBlock, { x, y, width, height }: Place): string {
  const lines = text?.lines ?? [];
  const texts = lines.map((line, index) => {
    const middle = y + (index - (lines.length - 1) / 2) * sizes.labelLine;
    return element("text", { x, y: middle + drop * sizes.detail }, escaped(line));
  });
  const chip = { x: x - width / 2, y: y - height / 2, width, height, rx: 4 };
  return element("g", { class: "label" }, element("rect", { class: "chip", ...chip }), ...texts);
}
