import type { Path, Place, Point, Size } from "./geometry.js";
import { dent, hidden } from "./routes.js";

/** The line of an arc from an action to itself. Its arrowhead points to the left. */
export interface Loop {
  readonly path: Path;
  readonly tip: Point;
  readonly label: Place | null;
}

/** Half of what a loop is high, how far it goes out, what lies between it and its label, and between two loops. */
const half = 9;
const out = 26;
const gap = 4;
const apart = 12;

/** What the loops of a box take beside it: they stand one under the other, each with its label to the right. */
export function roomForLoops(labels: readonly (Size | null)[]): Size | null {
  if (labels.length === 0) return null;
  const width = out + gap + Math.max(0, ...labels.map((label) => label?.width ?? 0));
  return { width, height: labels.length * stepOf(labels) };
}

/** How high a box must be for its loops. */
export function heightForLoops(labels: readonly (Size | null)[]): number {
  return labels.length === 0 ? 0 : (labels.length - 1) * stepOf(labels) + 4 * half;
}

function stepOf(labels: readonly (Size | null)[]): number {
  return Math.max(2 * half, ...labels.map((label) => label?.height ?? 0)) + apart;
}

export function loopsOf(box: Place & { readonly corner: number }, labels: readonly (Size | null)[]): readonly Loop[] {
  const right = box.x + box.width / 2;
  const onItsSide: Place = { x: box.y, y: box.x, width: box.height, height: box.width };
  const rim = (y: number): number => right - dent(onItsSide, box.corner, y - box.y);
  const turn = right + out - half;
  // Near enough a half circle: the handles are four thirds of its radius away
  const handle = turn + (half * 4) / 3;
  return labels.map((label, index) => {
    const y = box.y + (index - (labels.length - 1) / 2) * stepOf(labels);
    const [upper, lower] = [y - half, y + half];
    const path: Path = {
      start: { x: rim(upper), y: upper },
      parts: [
        { handles: null, end: { x: turn, y: upper } },
        {
          handles: [
            { x: handle, y: upper },
            { x: handle, y: lower },
          ],
          end: { x: turn, y: lower },
        },
        { handles: null, end: { x: rim(lower) + hidden, y: lower } },
      ],
    };
    const place = label && { x: right + out + gap + label.width / 2, y, ...label };
    return { path, tip: { x: rim(lower), y: lower }, label: place };
  });
}
