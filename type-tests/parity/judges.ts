import type { Compiler } from "../harness/index.js";
import { disagreements } from "./agreement.js";
import { checked } from "./checked.js";
import { type Compiled, compiled, type Question } from "./compiled.js";
import type { PlainGraph } from "./graphs.js";
import { programText } from "./program.js";
import { shrunk } from "./shrink.js";
import { walk } from "./walker.js";

/** The judges of graphs. Another one can be put in the place of each, to show that it is noticed. */
export interface Judges {
  readonly walk: typeof walk;
  readonly check: typeof checked;
  /** Several share the work; none to go without a compiler. */
  readonly compilers: readonly Compile[];
}

type Compile = (questions: readonly Question[]) => Promise<Compiled[]>;

/** The judges as they should be. */
export function judgesWith(...compilers: readonly Compiler[]): Judges {
  return {
    walk,
    check: checked,
    compilers: compilers.map((compiler) => (questions) => compiled(compiler, questions)),
  };
}

/** A graph of which the judges do not say the same. */
export interface Disagreement {
  readonly index: number;
  readonly graph: PlainGraph;
  readonly about: readonly string[];
}

/** TypeScript 7.0 takes 74 ms for a graph among 10, 41 ms among 50, 38 ms among 200. */
const graphsAtOnce = 100;

/** Judges all graphs, batch by batch, and stops at the first batch in which there is a disagreement. */
export async function firstDisagreement(
  judges: Judges,
  graphs: readonly PlainGraph[],
  atOnce = graphsAtOnce,
): Promise<Disagreement | null> {
  const starts = Array.from({ length: Math.ceil(graphs.length / atOnce) }, (_, index) => index * atOnce);
  const found: Disagreement[] = [];
  // Each works through the next batch that nobody has taken
  const work = async (compile: Compile | null): Promise<void> => {
    for (let start = starts.shift(); start !== undefined && found.length === 0; start = starts.shift()) {
      const batch = graphs.slice(start, start + atOnce);
      const about = await disagreementsOf(judges, compile, batch);
      const at = about.findIndex((list) => list.length > 0);
      const graph = batch[at];
      if (graph) found.push({ index: start + at, graph, about: about[at] ?? [] });
    }
  };
  await Promise.all(judges.compilers.length === 0 ? [work(null)] : judges.compilers.map(work));
  return found[0] ?? null;
}

async function disagreementsOf(
  { walk, check }: Judges,
  compile: Compile | null,
  graphs: readonly PlainGraph[],
): Promise<string[][]> {
  const walked = graphs.map(walk);
  // The types of steps and stops cost a quarter more
  const hasStops = (index: number): boolean =>
    walked[index]?.pairs.size === 0 && (index % 2 === 0 || graphs.length === 1);
  const said = await compile?.(graphs.map((graph, index) => ({ graph, hasStops: hasStops(index) })));
  return graphs.map((graph, index) => {
    const verdicts = { walked: walked[index] ?? walk(graph), compiled: said?.[index] ?? null };
    try {
      return disagreements(graph, { ...verdicts, checked: check(graph) });
    } catch (error) {
      return [`check() throws: ${error}`];
    }
  });
}

/** A disagreement, told with the smallest graph that still shows one of its kind, as a program, and all three verdicts. */
export async function told(judges: Judges, { graph, about, index }: Disagreement): Promise<string> {
  const [compile = null] = judges.compilers;
  const kinds = new Set(about.map(kindOf));
  const isKindOf = async (asked: Compile | null, candidate: PlainGraph): Promise<boolean> =>
    (await disagreementsOf(judges, asked, [candidate])).flat().some((one) => kinds.has(kindOf(one)));
  // Without the compiler where it has no part in it: it takes most of the time
  const asked = (await isKindOf(null, graph)) ? null : compile;
  const smallest = await shrunk(graph, (candidate) => isKindOf(asked, candidate));
  const [said] = (await compile?.([{ graph: smallest, hasStops: false }])) ?? [];
  return [
    `graph ${index}, made smaller:`,
    "",
    programText(smallest),
    "",
    ...(await disagreementsOf(judges, compile, [smallest])).flat(),
    `the walks meet: ${list([...judges.walk(smallest).pairs])}`,
    `check() says: ${list(judges.check(smallest))}`,
    `the compiler says: ${said ? list([...said.sentences, ...said.dead, ...said.unexpected]) : "it was not asked"}`,
    "",
    `as data: ${JSON.stringify(smallest)}`,
  ].join("\n");
}

const list = (lines: readonly string[]): string =>
  lines.length === 0
    ? "nothing"
    : [...lines]
        .sort()
        .map((line) => `\n  ${line}`)
        .join("");

/** `check() says it, no walk meets it: ...` -> what stands before the details. */
const kindOf = (about: string): string => about.split(/[:\d]/)[0] ?? about;
