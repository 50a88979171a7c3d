import { writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { StatePersister } from "typeburr";
import type { Death, Job, Word } from "./jobs.js";
import { buildList } from "./list-application.js";
import { openStore } from "./open-store.js";
import { randomFrom } from "./random.js";

// A program: it takes step after step of an application, and is killed, or ends itself.

const { place, death, steps, seed, ...job } = JSON.parse(process.argv[2] ?? "") as Job;

/** Whoever reads it knows it, whatever becomes of this process in the next moment. */
function tell(word: Word, sequenceId: number | "" = ""): void {
  writeSync(1, `${word} ${sequenceId}\n`);
}

const die = (where: Death["where"], sequenceId: number): void => {
  if (death?.where === where && death.sequenceId === sequenceId) process.kill(process.pid, "SIGKILL");
};

function mortal(persister: StatePersister): StatePersister {
  return {
    isSync: false,
    initialize: () => persister.initialize(),
    async save(step) {
      die("before the save", step.sequenceId);
      await persister.save(step);
      die("after the save", step.sequenceId);
    },
    load: (query) => persister.load(query),
    list: (query) => persister.list(query),
    delete: (query) => persister.delete(query),
    close: () => persister.close(),
  };
}

const random = randomFrom(seed);
const persister = openStore(place);
const app = await buildList({
  ...job,
  persister: death === null ? persister : mortal(persister),
  tell,
  async during(sequenceId) {
    die("in the action", sequenceId);
    await delay(random() * 3);
  },
});
tell("ready");
while (app.state.count < steps) {
  await app.step();
  tell("ack", app.sequenceId ?? "");
  await delay(random() * 3);
}
tell("end");
await persister.close();
