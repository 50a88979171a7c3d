import { setTimeout as sleep } from "node:timers/promises";
import { createCow } from "./application.js";

const cow = createCow();

// Every run goes once round the loop; Ctrl-C ends it.
while (true) {
  const { state } = await cow.run({ haltBefore: ["cowShouldSpeak"] });
  console.log(state.cowSaid);
  await sleep(1_000);
}
