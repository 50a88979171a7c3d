import { once } from "node:events";
import { writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { ConflictError } from "typeburr";
import type { Job, Word } from "./jobs.js";
import { buildList } from "./list-application.js";
import { openStore } from "./open-store.js";
import { randomFrom } from "./random.js";

// A program: it runs an application that others run as well, and builds it anew whenever one of them was faster.

const { place, steps, seed, ...job } = JSON.parse(process.argv[2] ?? "") as Job;

function tell(word: Word, sequenceId: number | "" = ""): void {
  writeSync(1, `${word} ${sequenceId}\n`);
}

const random = randomFrom(seed);
const pause = (): Promise<void> => delay(random() * 3);
const persister = openStore(place);
const build = () => buildList({ ...job, persister, tell: () => {}, during: pause });

// All begin at once with a store that is not there yet.
tell("ready");
await once(process.stdin, "data");
await persister.initialize();
tell("initialized");
await once(process.stdin, "data");
let app = await build();
tell("ready");
// And with nothing stored: of the first step, all but one are told that another one has it.
await once(process.stdin, "data");
while (app.state.count < steps) {
  const next = (app.sequenceId ?? -1) + 1;
  try {
    await app.step();
    tell("ack", next);
    await pause();
  } catch (error) {
    if (!(error instanceof ConflictError) || error.sequenceId !== next) throw error;
    // Its memory has not moved.
    if ((app.sequenceId ?? -1) > next || app.state.list.some(({ id }) => id === next)) throw new Error("it has moved");
    tell("conflict", next);
    app = await build();
  }
}
tell("end");
process.stdin.destroy();
await persister.close();
