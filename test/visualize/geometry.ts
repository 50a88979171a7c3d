import type { Rectangle, Spot } from "./read-picture.js";

/** How far two rectangles are within each other; 0 or less where they are apart. */
export function overlap(one: Rectangle, other: Rectangle): number {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.min(across, down);
}

/** How far a point is outside of a rectangle with round corners; less than 0 inside, 0 on its rim. */
export function distance({ x, y }: Spot, { x: left, y: top, width, height, corner }: Rectangle): number {
  const across = Math.abs(x - left - width / 2) - width / 2 + corner;
  const down = Math.abs(y - top - height / 2) - height / 2 + corner;
  return Math.hypot(Math.max(across, 0), Math.max(down, 0)) + Math.min(Math.max(across, down), 0) - corner;
}

export function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Every two of a list, once. */
export function pairs<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((one, index) => list.slice(index + 1).map((other): [T, T] => [one, other]));
}
