import type { Compiled, Stops } from "./compiled.js";
import type { PlainGraph } from "./graphs.js";
import { pairOf, read } from "./sentences.js";
import { doubtsOf } from "./truth.js";
import type { Walked } from "./walker.js";

/** What the three judges say of one graph. */
export interface Verdicts {
  readonly walked: Walked;
  readonly checked: readonly string[];
  /** Null where no compiler was asked. */
  readonly compiled: Compiled | null;
}

/** In what the judges do not agree; nothing, if all is well. */
export function disagreements(graph: PlainGraph, { walked, checked, compiled }: Verdicts): string[] {
  return [
    ...betweenCheckAndWalks(graph, checked, walked),
    ...(compiled === null ? [] : betweenCompilerAndCheck(graph, compiled, checked)),
    ...(compiled?.stops ? betweenStopsAndWalks(compiled.stops, walked) : []),
  ];
}

/** They agree on every pair, and what a sentence tells of it is true. */
function betweenCheckAndWalks(graph: PlainGraph, checked: readonly string[], walked: Walked): string[] {
  const pairs = new Set(checked.map((sentence) => pairOf(read(sentence))));
  return [
    ...[...walked.pairs].filter((pair) => !pairs.has(pair)).map((pair) => `a walk meets it, check() does not: ${pair}`),
    ...[...pairs].filter((pair) => !walked.pairs.has(pair)).map((pair) => `check() says it, no walk meets it: ${pair}`),
    ...checked.flatMap((sentence) =>
      doubtsOf(graph, walked, sentence).map((doubt) => `check(): ${doubt}: ${sentence}`),
    ),
  ];
}

/** The compiler says what `check()` says, in the same words: of each rule and key one sentence, of the first place. */
function betweenCompilerAndCheck(graph: PlainGraph, compiled: Compiled, checked: readonly string[]): string[] {
  const known = new Set(checked);
  const topics = (sentences: readonly string[]): string[] =>
    sentences.map(read).flatMap(({ rule, key }) => (rule === "dead" ? [] : [`${rule} of ${key}`]));
  const [said, expected] = [topics(compiled.sentences), new Set(topics(checked))];
  const dead = checked.filter((sentence) => read(sentence).rule === "dead");
  // Of one call the compiler tells the first argument that does not fit
  const isDeadTold = graph.isApart
    ? compiled.dead.length === new Set(dead).size
    : compiled.dead.length > 0 === dead.length > 0;
  return [
    ...compiled.unexpected.map((message) => `the compiler says what was not expected: ${message}`),
    ...[...compiled.sentences, ...compiled.dead]
      .filter((sentence) => !known.has(sentence))
      .map((sentence) => `the compiler says it, check() does not: ${sentence}`),
    ...said
      .filter((topic, index) => said.indexOf(topic) < index)
      .map((topic) => `the compiler says it twice: ${topic}`),
    ...[...expected].filter((topic) => !said.includes(topic)).map((topic) => `the compiler misses it: ${topic}`),
    ...(isDeadTold ? [] : [`the compiler misses some of: ${dead.join("; ")}`]),
  ];
}

/** What the types of steps and stops say is true of every walk, and of keys they say all that is certain. */
function betweenStopsAndWalks({ certain, ends }: Stops, walked: Walked): string[] {
  const told = new Set(certain);
  const isReached = (one: string): boolean => walked.reached.has(one.split(" ")[0] ?? "");
  return [
    ...[...told]
      .filter((one) => isReached(one) && !walked.certain.has(one))
      .map((one) => `a step's type promises what a walk lacks: ${one}`),
    ...[...walked.certain]
      .filter((one) => !told.has(one))
      .map((one) => `a step's type misses what every walk has: ${one}`),
    ...[...walked.ends]
      .filter((one) => !ends.includes(one))
      .map((one) => `a stop's type misses where a walk ends: ${one}`),
  ];
}
