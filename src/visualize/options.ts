import { DefinitionError } from "../errors.js";
import { checkDrawingOptions, told } from "../graph/drawing.js";
import { cut, kindOf, suggestion } from "../text/wording.js";
import type { Direction } from "./geometry.js";
import type { Theme } from "./themes.js";

/** Where an action stands in a run. */
export type Standing = "visited" | "current" | "next";

export interface PictureOptions {
  readonly direction: Direction;
  readonly schemas: boolean;
  readonly theme: Theme;
  /** By the name of the action. */
  readonly standings: ReadonlyMap<string, Standing>;
}

/** @throws {DefinitionError} If an option, or a value of one, is unknown, or a progress names what is no action. */
export function checkOptions(options: unknown, actions: ReadonlyMap<string, unknown>): PictureOptions {
  const { direction, schemas, others } = checkDrawingOptions("visualize", options, ["theme", "progress"]);
  const { theme = "auto", progress = {} } = others;
  if (theme !== "light" && theme !== "dark" && theme !== "auto") {
    throw new DefinitionError(`theme of visualize() must be "light", "dark" or "auto", not ${told(theme)}`);
  }
  return { direction, schemas, theme, standings: standingsOf(progress, actions) };
}

function standingsOf(progress: unknown, actions: ReadonlyMap<string, unknown>): ReadonlyMap<string, Standing> {
  if (typeof progress !== "object" || progress === null || Array.isArray(progress)) {
    const shape = "{ visited, current, next }";
    throw new DefinitionError(`progress of visualize() must be a record, ${shape}, not ${kindOf(progress)}`);
  }
  const { visited = [], current = null, next = null, ...unknown } = progress as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(unknown)) {
    const mend = suggestion(name, ["visited", "current", "next"]);
    throw new DefinitionError(`progress of visualize() has no '${cut(name)}'.${mend}`);
  }
  if (!Array.isArray(visited)) {
    throw new DefinitionError(`visited of visualize() must be a list of actions, not ${kindOf(visited)}`);
  }
  const standings = new Map<string, Standing>();
  // The later tells more: an action that has run and runs again is shown as running
  for (const name of visited) standings.set(actionOf("visited", name, actions), "visited");
  if (next !== null) standings.set(actionOf("next", next, actions), "next");
  if (current !== null) standings.set(actionOf("current", current, actions), "current");
  return standings;
}

function actionOf(where: string, name: unknown, actions: ReadonlyMap<string, unknown>): string {
  if (typeof name !== "string") {
    throw new DefinitionError(`${where} of visualize() takes the name of an action, not ${kindOf(name)}`);
  }
  if (actions.has(name)) return name;
  const mend = suggestion(name, actions.keys());
  throw new DefinitionError(`${where} of visualize(): there is no action '${cut(name)}'.${mend}`);
}
