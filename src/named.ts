// Types that stand in the types of what users export, and which nobody writes. A compiler that writes declaration files has
// to be able to name them; a namespace would hide them from it

export type {
  Declared,
  FacetsOf,
  InputsOf,
  IsAsync,
  Outcome,
  ResultOf,
  RunArguments,
} from "./action/declared.js";
export type { InputFacets } from "./action/input.js";
export type { NamedFacets, ShowRun } from "./action/result.js";
export type { TwoStepFacetsOf } from "./action/two-step.js";
export type { Events as StreamEvents } from "./application/events.js";
export type { Steps, Stops } from "./application/stop.js";
export type {
  Asks as GuardAsks,
  Guard as ConditionGuard,
  Is as GuardIs,
  Isnt as GuardIsnt,
  Open as GuardOpen,
  Raised as GuardRaised,
} from "./condition/guard.js";
export type { Gathered } from "./graph/facts.js";
export type { Accepted, Given } from "./schema/record.js";
export type { Completed, Operations as StateOperations, RequiredIn } from "./state/types.js";
