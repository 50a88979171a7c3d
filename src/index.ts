export { action } from "./action/action.js";
export { when, otherwise, condition, not } from "./condition/condition.js";
export { application } from "./application/builder.js";
export type { InferState } from "./application/application.js";
