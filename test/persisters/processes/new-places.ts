import type { Place } from "./jobs.js";

/** A place within another one, that nobody has used yet. */
export function placeWithin(place: Place, index: number): Place {
  switch (place.kind) {
    case "file":
      return { ...place, directory: `${place.directory}/${index}` };
    case "sqlite":
      return { ...place, path: `${place.path}-${index}` };
    case "postgres":
      return { ...place, schema: `${place.schema} ${index}` };
    case "redis":
      return { ...place, prefix: `${place.prefix}:${index}` };
  }
}
