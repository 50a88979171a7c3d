import type { StatePersister } from "typeburr";
import { filePersister, type TornLine } from "typeburr/persisters/file";
import { postgresPersister } from "typeburr/persisters/postgres";
import { redisPersister } from "typeburr/persisters/redis";
import { sqlitePersister } from "typeburr/persisters/sqlite";
import type { Place } from "./jobs.js";

/** A handle of its own on the store of a place. What is torn is no surprise here. */
export function openStore(place: Place, onTorn: (torn: TornLine) => void = () => {}): StatePersister {
  switch (place.kind) {
    case "file":
      return filePersister({ directory: place.directory, onTorn });
    case "sqlite":
      return sqlitePersister({ path: place.path });
    case "postgres":
      return postgresPersister({ connectionString: place.connectionString, schema: place.schema });
    case "redis":
      return redisPersister({ url: place.url, prefix: place.prefix });
  }
}
