import type { ApplicationEvent, CallEndEvent, StepEndEvent, TransitionEvent } from "../hooks.js";
import { changesBetween } from "./changes.js";
import type { Paint } from "./paint.js";
import type { StepLog } from "./step-log.js";
import { line, toldError } from "./told.js";

/** `2 answer 1.2 s, 12 items: history +1 item` */
export function stepLine(
  { sequenceId, action, status, state, error }: StepEndEvent,
  step: StepLog | null,
  took: string,
  tellsChanges: boolean,
  paint: Paint,
): string {
  const items = step === null || step.items === null ? "" : `, ${step.items} ${step.items === 1 ? "item" : "items"}`;
  const begin = `${paint.faint(String(sequenceId))} ${paint.strong(line(action))}`;
  if (status === "failed") return `${begin} ${paint.bad(`failed after ${took}${items}: ${toldError(error)}`)}`;
  const changes = tellsChanges && step ? `: ${changesBetween(step.before, state)}` : "";
  return `${begin} ${paint.faint(`${took}${items}`)}${changes}`;
}

/** `run failed after 1.2 s, 3 steps: TypeError: fetch failed`; without the error, where that has been told already. */
export function callLine(
  { method, status, error }: CallEndEvent,
  steps: number,
  took: string,
  isNews: boolean,
  paint: Paint,
): string {
  const verb = status === "completed" ? "ended" : status;
  const text = `${method} ${verb} after ${took}, ${steps} ${steps === 1 ? "step" : "steps"}`;
  if (status !== "failed") return paint.faint(text);
  return paint.bad(isNews ? `${text}: ${toldError(error)}` : text);
}

/** `answer because safe=true, not mode=code` */
export function wayOf({ to, tried }: TransitionEvent): string {
  const names = (held: boolean): string[] =>
    tried.filter((one) => one.held === held).map(({ condition }) => `${held ? "" : "not "}${line(condition)}`);
  const why = [...names(true), ...names(false)].join(", ");
  const where = to === null ? "the end" : line(to);
  return why === "" ? where : `${where} because ${line(why, 300)}`;
}

/** Names the application of a line, as soon as there are several. */
export class Names {
  #first: string | null = null;
  #areSeveral = false;

  prefix({ partitionKey, appId }: ApplicationEvent): string {
    const name = partitionKey === null ? appId : `${partitionKey}/${appId}`;
    this.#first ??= name;
    this.#areSeveral ||= name !== this.#first;
    return this.#areSeveral ? `[${line(name)}]` : "";
  }
}
