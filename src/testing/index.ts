// One action alone
export { contextOf } from "./context-of.js";
export { stateOf } from "./state-of.js";
export { valuesOf } from "./values-of.js";
