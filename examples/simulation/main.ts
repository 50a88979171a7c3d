import { writeFileSync } from "node:fs";
import { createSimulation } from "./application.js";
import { chartOf } from "./chart.js";

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const [file, seed = "7", leverage = "1"] = process.argv.slice(2);
const app = createSimulation({ seed: Number(seed), leverage: Number(leverage) });
const { action, state } = app.runSync();

console.log(`${state.day} days, ${state.trades} trades, ${state.fees.toFixed(2)} of fees`);
console.log(
  action === "goBroke"
    ? `nothing left on day ${state.brokeOn}`
    : `gained ${percent(state.summary.gain)} (the price: ${percent(state.summary.priceGain)}), ` +
        `${percent(state.summary.deepestFall)} below the peak at the worst`,
);

if (file === undefined) {
  console.log("Name a file for the chart: npx tsx examples/simulation/main.ts chart.svg [seed] [leverage]");
} else {
  writeFileSync(
    file,
    chartOf("A simulation of trading", [
      { title: "Equity", values: state.days.map(({ equity }) => equity) },
      { title: "Price", values: state.days.map(({ price }) => price) },
    ]),
  );
  console.log(`drawn in ${file}`);
}
