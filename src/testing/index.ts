// One action alone
export { contextOf } from "./context-of.js";
// Looking on
export { type Recorder, recorder } from "./recorder.js";
export type * from "./records.js";
export { runAction } from "./run-action.js";
export type { ActionRun, RunActionOptions, TestContext } from "./run-types.js";
export { stateOf } from "./state-of.js";
export { valuesOf } from "./values-of.js";
