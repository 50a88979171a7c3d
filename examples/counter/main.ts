import { createCounter } from "./application.js";

const app = createCounter(10);

for await (const { action, state } of app.iterate()) console.log(action, state.counter);
console.log(app.state.message);
