import path from "node:path";
import { sqlitePersister } from "typeburr/persisters/sqlite";
import { faults } from "./faults.js";
import { keptDirectory } from "./file/steps.js";

faults("SQLite", keptDirectory, (directory) => sqlitePersister({ path: path.join(directory, "app.db") }));
