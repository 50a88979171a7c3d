/** What has a place in a row: a box, or where a line crosses it. */
export interface Stop {
  x: number;
  readonly row: number;
  /** What it takes to the left and to the right of its middle. */
  readonly left: number;
  readonly right: number;
  readonly isBox: boolean;
  /** How many lines meet a box. */
  readonly lines: number;
  readonly neighbours: { readonly stop: Stop; readonly weight: number }[];
}

/** From top to bottom, each from left to right. */
export type Rows = readonly Stop[][];

/** Exchanges neighbours of a row as long as lines cross less often for it: dagre leaves a few that need not be. */
export function untangle(rows: Rows): void {
  const places = new Map<Stop, number>();
  for (const row of rows) for (const [place, stop] of row.entries()) places.set(stop, place);
  const exchange = (row: Stop[], place: number): boolean => {
    const [left, right] = [row[place], row[place + 1]];
    if (!left || !right || crossings(left, right, places) <= crossings(right, left, places)) return false;
    row.splice(place, 2, right, left);
    places.set(right, place).set(left, place + 1);
    return true;
  };
  // Every exchange leaves fewer crossings, so there is an end
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (const row of rows) for (const place of row.keys()) isBetter = exchange(row, place) || isBetter;
  }
}

/** How often the lines of two stops cross in the gaps above and below, with the one to the left of the other. */
function crossings(left: Stop, right: Stop, places: ReadonlyMap<Stop, number>): number {
  const placeOf = (stop: Stop): number => places.get(stop) ?? 0;
  return left.neighbours
    .flatMap(({ stop: one }) => right.neighbours.map(({ stop: other }) => [one, other] as const))
    .filter(([one, other]) => one.row === other.row && placeOf(one) > placeOf(other)).length;
}
