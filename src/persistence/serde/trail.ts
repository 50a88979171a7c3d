import { type Path, Unreadable } from "./refusals.js";

/** Where somebody is who walks through JSON: kept by overwriting, so that a list of ten thousand costs nothing. */
export class Trail {
  readonly parts: (string | number)[] = [];
  depth = 0;

  get path(): Path {
    return this.parts.slice(0, this.depth);
  }

  refusal(reason: string, cause?: unknown): Unreadable {
    return new Unreadable(this.path, reason, cause === undefined ? {} : { cause });
  }
}
