export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle by its centre. */
export interface Place extends Point, Size {}

/** The row that a height belongs to: heights are sums of halves, and may differ by what computers do to sums. */
export function rowAt(y: number): number {
  return Math.round(y * 2) / 2;
}

export type Direction = "TD" | "LR";

/**
 * Layout and routes are worked out top down. Left to right is the same with both axes exchanged: of the sizes before, and of
 * the places after.
 */
export function turned(direction: Direction, size: Size): Size {
  return direction === "TD" ? size : { width: size.height, height: size.width };
}

export function turnedPoint(direction: Direction, point: Point): Point {
  return direction === "TD" ? point : { x: point.y, y: point.x };
}

export function turnedPlace(direction: Direction, place: Place): Place {
  return { ...turnedPoint(direction, place), ...turned(direction, place) };
}

/** A line of straight and curved parts, each from the end of the one before. */
export interface Path {
  readonly start: Point;
  readonly parts: readonly Part[];
}

export interface Part {
  /** Where a curve's handles are; a straight part has none. */
  readonly handles: readonly [Point, Point] | null;
  readonly end: Point;
}
