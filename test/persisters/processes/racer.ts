import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { ConflictError } from "typeburr";
import type { Race, Word } from "./jobs.js";
import { buildList } from "./list-application.js";
import { placeWithin } from "./new-places.js";
import { openStore } from "./open-store.js";
import { randomFrom } from "./random.js";

// A program: it runs an application that others run as well, and builds it anew whenever one of them was faster.

const { place, newPlaces, steps, seed, ...job } = JSON.parse(process.argv[2] ?? "") as Race;

function tell(word: Word, sequenceId: number | "" = ""): void {
  writeSync(1, `${word} ${sequenceId}\n`);
}

// It keeps what comes while nobody waits.
const signals = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const others = (): Promise<unknown> => signals.next();
const random = randomFrom(seed);
const pause = (): Promise<void> => delay(random() * 3);
tell("ready");

for (let index = 0; index < newPlaces; index++) {
  await others();
  const store = openStore(placeWithin(place, index));
  await store.initialize();
  tell("initialized", index);
  await store.close();
}
await others();
const persister = openStore(place);
await persister.initialize();
tell("initialized", newPlaces);

await others();
const build = () => buildList({ ...job, persister, tell: () => {}, during: pause });
let app = await build();
tell("ready");
// They all begin with nothing stored: of the first step, all but one are told that another one has it.
await others();
while (app.state.count < steps) {
  const next = app.state.count;
  try {
    await app.step();
    tell("ack", next);
    await pause();
  } catch (error) {
    if (!(error instanceof ConflictError) || error.sequenceId !== next) throw error;
    if (app.state.count !== next) throw new Error(`step ${next} was refused, and memory has moved`);
    tell("conflict", next);
    app = await build();
  }
}
tell("end");
process.stdin.destroy();
await persister.close();
