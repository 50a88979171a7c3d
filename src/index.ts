// Declaring

export {
  type Action,
  type AnyAction,
  action,
  type InferInputs,
  type InferReads,
  type InferResult,
  type InferWrites,
} from "./action/action.js";
export { type ActionBase, actionBase, type TwoStepActionBase, twoStepActionBase } from "./action/base.js";
export type { ActionContext, Span, SpanRecord, Tracing } from "./action/context.js";
export { input } from "./action/input.js";
export { placeholder } from "./action/placeholder.js";
export { result } from "./action/result.js";
export { streamingAction } from "./action/streaming.js";
export { type TwoStepAction, twoStepAction } from "./action/two-step.js";
export { type Fields, fields } from "./schema/fields.js";
export type { Schema, SchemaRecord } from "./schema/record.js";
export type { State } from "./state/types.js";

// Deciding

export { and, not, or, otherwise } from "./condition/combinators.js";
export type { AnyCondition, Condition } from "./condition/condition.js";
export { type Expr, expr } from "./condition/expr.js";
export { type CapturedError, type ErrorEdge, onError } from "./condition/on-error.js";
export { condition } from "./condition/test.js";
export { type When, when } from "./condition/when.js";

// Building and running

export type { Application, InferState, RunOptions, StepOptions } from "./application/application.js";
export { application, type Builder, type LoadingBuilder } from "./application/builder.js";
export type { ApplicationStream, StreamEvent } from "./application/events.js";
export { type All, all } from "./application/halt.js";
export type { HistoryEntry, HistoryOptions } from "./application/history.js";
export type { Step, Stop } from "./application/stop.js";

// Storing

export { checkQuery } from "./persistence/check-query.js";
export type {
  Codec,
  Codecs,
  ForkOptions,
  InitializeOptions,
  PersisterOptions,
} from "./persistence/options.js";
export type { ApplicationQuery, ListQuery, LoadQuery, StatePersister } from "./persistence/persister.js";
export { portable, unportable } from "./persistence/portable.js";
export type { EdgeCount, Position, StepPointer, StoredState, StoredStep } from "./persistence/record.js";
export { replay } from "./persistence/replay.js";

// Looking on

export { type ConsoleLoggerOptions, consoleLogger } from "./lifecycle/console-logger.js";
export type * from "./lifecycle/hooks.js";

// Sending what happens elsewhere

export type { ServerSentEventsOptions } from "./streaming/options.js";
export { toReadableStream } from "./streaming/readable-stream.js";
export { toServerSentEvents } from "./streaming/server-sent-events.js";

// The graph

export type { Problem } from "./graph/check/check.js";
export type { DrawingOptions, Progress, VisualizeOptions } from "./graph/drawing.js";
export type { Facts, Link } from "./graph/facts.js";
export type { Graph } from "./graph/graph.js";

// What goes wrong

export {
  AsyncError,
  BusyError,
  ClosedError,
  ConflictError,
  DefinitionError,
  GraphError,
  HaltError,
  HookError,
  HydrationError,
  type HydrationProblem,
  InitialStateError,
  InputError,
  type Issue,
  ItemError,
  OutcomeError,
  PersistenceError,
  PlaceholderError,
  ReadError,
  SerializationError,
  TypeburrError,
  WriteError,
} from "./errors.js";

// Not to be written: for compilers that write declaration files

export type * from "./named.js";
