import { writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { PersistenceError } from "typeburr";
import type { Job, Word } from "./jobs.js";
import { buildList } from "./list-application.js";
import { openStore } from "./open-store.js";

// A program: it takes step after step of an application, and goes on whatever its store does.

const { place, steps, ...job } = JSON.parse(process.argv[2] ?? "") as Job;

function tell(word: Word, sequenceId: number | "" = ""): void {
  writeSync(1, `${word} ${sequenceId}\n`);
}

// Without somebody who listens, this signal ends a process that writes more than it may.
process.on("SIGXFSZ", () => undefined);
const persister = openStore(place);
const app = await buildList({ ...job, persister, tell, during: () => delay(1) });
tell("ready");
while (app.state.count < steps) {
  try {
    await app.step();
    tell("ack", app.sequenceId ?? "");
  } catch (error) {
    if (!(error instanceof PersistenceError)) throw error;
    tell("failed", error.sequenceId ?? "");
    await delay(5);
  }
}
