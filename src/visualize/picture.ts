import { idsOf } from "../graph/drawing.js";
import type { GraphData } from "../graph/graph.js";
import { type ActionBlock, type ArcBlock, actionBlocks, arcBlocks, sizes } from "./blocks.js";
import { type Direction, type Path, type Place, type Point, type Size, turned } from "./geometry.js";
import { type Box, layOut } from "./layout.js";
import { heightForLoops, loopsOf, roomForLoops } from "./loops.js";
import { routesOf } from "./routes.js";
import { straighten } from "./straighten.js";

/** Everything that is drawn, and where: top down, whatever the direction. */
export interface Picture {
  readonly actions: readonly PlacedAction[];
  readonly arcs: readonly PlacedArc[];
}

interface PlacedAction extends Box, Place {
  readonly block: ActionBlock;
}

interface PlacedArc {
  readonly block: ArcBlock;
  readonly path: Path;
  readonly tip: Point;
  /** Which way the arrowhead points: to the left only on what leads back to the same action. */
  readonly heading: "down" | "up" | "left";
  readonly label: Place | null;
}

/** An action with the arcs that lead from it to itself. */
interface ActionBox extends Box {
  readonly block: ActionBlock;
  readonly loops: readonly Labelled[];
}

interface Labelled {
  readonly block: ArcBlock;
  readonly label: Size | null;
}

export function compose(data: GraphData, direction: Direction, schemas: boolean): Picture {
  const ids = idsOf(data);
  const labelled = arcBlocks(data).map((block) => ({ block, label: block.chip && turned(direction, block.chip) }));
  const boxes = new Map(
    actionBlocks(data, schemas).map((block) => {
      const loops = labelled.filter(({ block: { from, to } }) => from === block.action && to === block.action);
      return [block.action, boxOf(block, ids.get(block.action) ?? "", direction, loops)];
    }),
  );
  const links = labelled.flatMap(({ block, label }) => {
    const [from, to] = [boxes.get(block.from), boxes.get(block.to)];
    if (!from || !to || from === to) return [];
    return [{ block, from, to, label, weight: block.kind === "error" ? 1 : 2 }];
  });
  const [entry] = [...boxes.values()].filter(({ block }) => block.isEntry);
  if (!entry) return { actions: [], arcs: [] };

  const layout = straighten(layOut([...boxes.values()], entry, links));
  const routes = routesOf(layout).map(({ link, ...route }): PlacedArc => ({ ...route, block: link.block }));
  const loops = layout.boxes.flatMap(loopArcs);
  return { actions: layout.boxes, arcs: [...routes, ...loops] };
}

function boxOf(block: ActionBlock, id: string, direction: Direction, loops: readonly Labelled[]): ActionBox {
  const { width, height } = turned(direction, block);
  const labels = loops.map(({ label }) => label);
  return {
    id,
    block,
    loops,
    width,
    height: Math.max(height, heightForLoops(labels)),
    corner: block.isEntry ? sizes.entryCorner : sizes.corner,
    beside: roomForLoops(labels),
  };
}

function loopArcs(box: ActionBox & Place): readonly PlacedArc[] {
  const loops = loopsOf(
    box,
    box.loops.map(({ label }) => label),
  );
  return box.loops.flatMap(({ block }, index): readonly PlacedArc[] => {
    const loop = loops[index];
    return loop ? [{ block, ...loop, heading: "left" }] : [];
  });
}
