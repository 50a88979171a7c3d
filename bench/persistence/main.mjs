/**
 * What it costs to save every step: durable commits beside those of the driver alone, and a long chat beside LangGraph.js.
 *
 * `npm run persistence` in this folder, behind `npm run build` above it; PostgreSQL and Redis on their standard ports, or where DATABASE_URL
 * and REDIS_URL say.
 */
import { chat } from "./chat.mjs";
import { durable } from "./durable.mjs";

console.log("## Durable commits a second (median of 5, least to most)\n");
console.log(await durable());
console.log("\n## A chat, one message of 400 characters a turn, saved at each turn\n");
console.log(await chat());
