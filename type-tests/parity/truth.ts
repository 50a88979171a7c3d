import type { PlainAction, PlainGraph } from "./graphs.js";
import { pairOf, read, type Told } from "./sentences.js";
import {
  canHold,
  firstMemory,
  isLeftBy,
  isTakenBefore,
  type Memory,
  needs,
  presenceAfter,
  readsOf,
  remembered,
  takes,
  type Value,
  valuesOf,
  type Walked,
  type Way,
  waysOf,
} from "./walker.js";

/** What is not true of a sentence, or not the shortest truth. */
export function doubtsOf(graph: PlainGraph, walked: Walked, sentence: string): string[] {
  const told = read(sentence);
  if (told.rule === "dead") return [];
  return told.source === null ? doubtsOfUnwritten(graph, walked, told) : doubtsOfUnfit(graph, walked, told);
}

function doubtsOfUnwritten(graph: PlainGraph, walked: Walked, told: Told): string[] {
  const { path, key, deleter, rule, subject } = told;
  const shortest = walked.unwritten.get(pairOf(told));
  if (path === null || path.includes("…") || shortest === undefined) return [];
  const doubts: string[] = [];
  if (path.length !== shortest) doubts.push(`there is a path of ${shortest}`);
  const reader = rule === "unwritten-read" ? subject : subject.split(" → ")[0];
  if (path.at(-1) !== reader) doubts.push("the path does not end there");
  const passed = rule === "unwritten-read" ? path.slice(0, -1) : path;
  const deleters = passed.filter((name) => {
    const action = graph.actions.find((one) => one.name === name);
    return action?.deletes.includes(key) && !presenceAfter(action, key, true).every(Boolean);
  });
  if ((deleters.at(-1) ?? null) !== deleter) doubts.push(`it is ${deleters.at(-1) ?? "nobody"} who deletes it`);
  if (!isUnwrittenAlong(graph, told, path)) doubts.push("along the path it is written");
  return doubts;
}

/** Whether the path is one, and the key may be missing at its end. */
function isUnwrittenAlong(graph: PlainGraph, { key, rule }: Told, path: readonly string[]): boolean {
  if (path[0] === undefined || nameOf(path[0]) !== graph.entrypoint) return false;
  let mayBe: readonly boolean[] = [graph.given.some((given) => given.key === key)];
  const after = (name: string): readonly boolean[] =>
    mayBe.flatMap((isThere) => presenceAfter(actionOf(graph, name), key, isThere));
  for (const ways of waysOn(graph, path)) {
    mayBe = ways.flatMap(({ from, isRaised, capture }) =>
      isRaised ? mayBe.map((isThere) => isThere || capture === key) : after(from),
    );
  }
  return (rule === "unwritten-read" ? mayBe : after(path.at(-1) ?? "")).includes(false);
}

function doubtsOfUnfit(graph: PlainGraph, walked: Walked, told: Told): string[] {
  const { path, source, rule, subject } = told;
  const all = walked.unfit.get(pairOf(told));
  if (!all || source === null) return [];
  // Which of several transitions between two actions is meant no sentence tells: one of them must do
  const meant = [...all.values()].find((sources) => sources.get(source) === Math.min(...sources.values()));
  if (!meant)
    return [`what comes there by a shortest path is left by others: ${[...all.values()].map((one) => [...one])}`];
  const shortest = Math.min(...meant.values());
  if (path === null || path.includes("…")) return [];
  const doubts: string[] = [];
  if (path.length !== shortest) doubts.push(`there is a path of ${shortest}`);
  const reader = rule === "unfit-read" ? subject : subject.split(" → ")[0];
  if (path.at(-1) !== reader) doubts.push("the path does not end there");
  if (!isUnfitAlong(graph, told, source, path)) doubts.push("along the path no such value comes there");
  return doubts;
}

/** Whether the path is one, and a value that the source leaves comes along it to who does not take it. */
function isUnfitAlong(graph: PlainGraph, told: Told, source: string, path: readonly string[]): boolean {
  const { key, rule, subject } = told;
  let carried = carriedFrom(graph, key, source, path);
  const steps = waysOn(graph, path);
  for (const [index, ways] of steps.entries()) {
    const isLeftHere = index === 0 && source !== "the initial state";
    carried = ways.flatMap((way) => {
      if (way.isRaised) return (way.capture === key) === isLeftHere ? carried : [];
      const isLost = !isLeftHere && needs(actionOf(graph, way.from).writes, key);
      return isLost ? [] : carried.flatMap((one) => passing(graph, way, key, one) ?? []);
    });
  }
  if (rule === "unfit-read") {
    const reader = actionOf(graph, subject).reads.find((read) => read.key === key);
    return reader !== undefined && carried.some(({ value }) => !takes(reader.schema, value));
  }
  const isLeftThere = steps.length === 0 && source !== "the initial state";
  const isLost = !isLeftThere && needs(actionOf(graph, nameOf(path.at(-1) ?? "")).writes, key);
  return !isLost && carried.some((one) => isRefusedBy(graph, subject, key, one));
}

/** A value on its way, and what the analysis knows of it. */
interface Carried {
  readonly value: Value;
  readonly memory: Memory;
}

/** What the source leaves, if the path begins there. */
function carriedFrom(graph: PlainGraph, key: string, source: string, [step = ""]: readonly string[]): Carried[] {
  const first = nameOf(step);
  const carried = (value: Value): Carried => ({ value, memory: firstMemory(graph, key, value) });
  if (source === "the initial state") {
    return graph.given.flatMap((one) => (one.key === key && first === graph.entrypoint ? carried(one.value) : []));
  }
  if (source === `the failure of '${first}'`) return [carried({ nameless: "error" })];
  const schema = actionOf(graph, first).writes.find((write) => write.key === key)?.schema;
  if (source !== `'${first}'` || !schema) return [];
  return valuesOf(graph, key)
    .filter((value) => isLeftBy(schema, value))
    .map(carried);
}

function passing(graph: PlainGraph, way: Way, key: string, { value, memory }: Carried): Carried | null {
  const out = waysOf(graph).filter(({ from }) => from === way.from);
  const isPassed = (one: Value): boolean => !isTakenBefore(out, way, key, one) && canHold(way.condition, key, one);
  const then = remembered(memory, value, isPassed);
  return then && { value, memory: then };
}

function isRefusedBy(graph: PlainGraph, arc: string, key: string, { value, memory }: Carried): boolean {
  const [from, to] = arc.split(" → ");
  const out = waysOf(graph).filter((way) => way.from === from);
  return out.some((way) => {
    const isAsked = (one: Value): boolean => !isTakenBefore(out, way, key, one);
    const isRefused = readsOf(way.condition).some((read) => read.key === key && !takes(read.schema, value));
    return way.to === to && !way.isRaised && isRefused && remembered(memory, value, isAsked) !== null;
  });
}

/** The transitions that lead from each name on a path to the next. */
function waysOn(graph: PlainGraph, path: readonly string[]): Way[][] {
  return path.slice(0, -1).map((step, index) => waysAlong(graph, step, path[index + 1] ?? ""));
}

const nameOf = (step: string): string => step.replace(/ \(failed\)$/, "");

/** The transitions that lead from one name on a path to the next. */
function waysAlong(graph: PlainGraph, step: string, next: string): Way[] {
  return waysOf(graph).filter(
    ({ from, to, isRaised }) => from === nameOf(step) && to === nameOf(next) && isRaised === step.endsWith(" (failed)"),
  );
}

function actionOf(graph: PlainGraph, name: string): PlainAction {
  const action = graph.actions.find((one) => one.name === name);
  if (!action) throw new Error(`There is no action ${name}.`);
  return action;
}
