import { readFileSync } from "node:fs";
import { createTraining } from "./application.js";
import { parseFlowers, species } from "./flowers.js";

const flowers = parseFlowers(readFileSync(new URL("flowers.csv", import.meta.url), "utf8"));
const app = createTraining({ flowers, seed: 1936, epochLimit: 500 });

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

for (const { action, state } of app.iterateSync({ haltBefore: ["evaluate"] })) {
  if (action === "validate" && (state.epochs === 1 || state.epochs % 10 === 0)) {
    console.log(`epoch ${state.epochs}: loss ${state.validationLoss.toFixed(4)}`);
  }
}

const { state } = app.runSync();
console.log(`stopped after ${state.epochs} epochs; the best model had a loss of ${state.bestLoss.toFixed(4)}`);
console.log(`recognises ${percent(state.accuracy)} of the flowers that it has never seen:`);
console.table(
  Object.fromEntries(
    state.confusion.map((row, actual) => [
      species[actual] ?? "",
      Object.fromEntries(row.map((count, taken) => [`taken for ${species[taken]}`, count])),
    ]),
  ),
);
