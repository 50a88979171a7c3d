import { createForecast } from "./application.js";
import { startServer } from "./server.js";

// Fine at first; then twice in trouble; then for ever.
const server = await startServer((request) => (request === 1 || request === 4 ? 200 : 503));
const app = createForecast(server.url);

for (const round of [1, 2, 3]) {
  const [before, start] = [server.requests(), performance.now()];
  const { state } = await app.run({ haltAfter: ["announce"] });
  console.log(`${round}. ${state.announcement}`);
  console.log(`   requests: ${server.requests() - before}, milliseconds: ${(performance.now() - start).toFixed(0)}`);
}

await server.close();
