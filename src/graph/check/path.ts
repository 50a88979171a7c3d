import { failed } from "../../sentences.js";
import type { Arc } from "../graph.js";

/** A path through the graph: the arcs that are taken, and the action where it ends. */
export interface Path {
  readonly arcs: readonly Arc[];
  readonly end: string;
}

/** The actions on a path. */
export const actionsOn = ({ arcs, end }: Path): readonly string[] => [...arcs.map(({ from }) => from), end];

/** `a → b (failed) → c`; of a long path the beginning and the end, because compilers cut a long sentence off. */
export function pathOf({ arcs, end }: Path): string {
  const names = (from: number, to?: number): string[] => arcs.slice(from, to).map(nameOf);
  const shown = arcs.length < 11 ? names(0) : [...names(0, 4), "…", ...names(-2)];
  return [...shown, end].join(" → ");
}

const nameOf = ({ from, raised }: Arc): string => (raised ? failed(from) : from);
