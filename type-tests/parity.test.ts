import { afterAll, describe, expect, test, vi } from "vitest";
import { type Compiler, openCompilers } from "./harness/index.js";
import type { Question } from "./parity/compiled.js";
import { corpus } from "./parity/corpus.js";
import type { PlainGraph } from "./parity/graphs.js";
import { firstDisagreement, type Judges, judgesWith, told } from "./parity/judges.js";
import { mutations } from "./parity/mutations.js";
import { Random } from "./parity/random.js";
import { randomGraph } from "./parity/random-graph.js";
import { rules } from "./parity/sentences.js";
import { walk } from "./parity/walker.js";

// Three judges say the same of every graph: the compiler, `graph.check()`, and walks through it. TYPEBURR_GRAPHS=5000 sets
// how many graphs they are asked about, TYPEBURR_SEED=7 which ones, TYPEBURR_SEED=random others each time.

const { TYPEBURR_SEED = "1" } = process.env;
const seed = TYPEBURR_SEED === "random" ? Date.now() % 1_000_000 : Number(TYPEBURR_SEED);
const graphsInAll = Number(process.env.TYPEBURR_GRAPHS ?? (process.env.CI ? 5_000 : 1_000));
/** TypeScript 5.9 takes three times as long: it is asked about some of them. */
const graphsFor59 = Math.ceil(0.06 * graphsInAll);
const patience = 60_000 + 200 * graphsInAll;

// build() refuses an initial value that does not fit before anybody can ask what check() says of it.
vi.mock("../src/application/initial-state.js", () => ({ checkInitialState: () => {} }));

// Without the first option no condition may ask whether a key is absent that always has a value. Sentences are read from
// messages: uncut.
const options = { exactOptionalPropertyTypes: false, noErrorTruncation: true };
const opened: Compiler[] = [];
function open(version: Compiler["name"]): Compiler {
  const compiler = openCompilers(options).find(({ name }) => name === version) as Compiler;
  opened.push(compiler);
  return compiler;
}
afterAll(() => Promise.all(opened.map((compiler) => compiler.close())));

const with59 = judgesWith(open("5.9"));
// TypeScript 7.0 is a process of its own, and checks one program on one core: two of them take half the time.
const with70 = judgesWith(open("7.0"), open("7.0"));
const alone = judgesWith();

const random = new Random(seed);
const graphs = Array.from({ length: graphsInAll }, () => randomGraph(random));

async function expectAgreement(judges: Judges, asked: readonly PlainGraph[]): Promise<void> {
  const found = await firstDisagreement(judges, asked);
  if (found) expect.fail(`TYPEBURR_SEED=${seed}, ${await told(judges, found)}`);
}

describe("the judges agree", () => {
  test.each([
    { version: "5.9", judges: with59 },
    { version: "7.0", judges: with70 },
  ])("on the corpus (TypeScript $version)", async ({ judges }) => {
    const plain = Object.values(corpus);
    const spelledOtherwise = plain.map((graph) => ({ ...graph, isApart: !graph.isApart, isInline: !graph.isInline }));
    await expectAgreement(judges, [...plain, ...spelledOtherwise]);
  });

  const title = (count: number, who: string): string => `on ${count} random graphs (${who}, TYPEBURR_SEED=${seed})`;
  test(title(graphsInAll, "without a compiler"), () => expectAgreement(alone, graphs), patience);
  test(title(graphsFor59, "TypeScript 5.9"), () => expectAgreement(with59, graphs.slice(-graphsFor59)), patience);
  test(title(graphsInAll, "TypeScript 7.0"), () => expectAgreement(with70, graphs), patience);
});

test("the random graphs are right, and wrong in each way", () => {
  const verdicts = graphs.map((graph) => [...walk(graph).pairs]);
  const share = (isOne: (pairs: readonly string[]) => boolean): number =>
    verdicts.filter(isOne).length / verdicts.length;
  const isRight = share((pairs) => pairs.length === 0);
  expect(isRight).toBeGreaterThan(0.2);
  expect(isRight).toBeLessThan(0.6);
  for (const rule of rules) {
    expect(
      share((pairs) => pairs.some((pair) => pair.startsWith(rule))),
      rule,
    ).toBeGreaterThan(0.02);
  }
});

// A judge that says the same of everything would agree, too.
describe.each(Object.entries(mutations))("a judge that %s is found out", (_, mutate) => {
  const concerned = graphs.filter((graph) => JSON.stringify(mutate(graph)) !== JSON.stringify(graph));

  test("be it check()", async () => {
    const judges: Judges = { ...alone, check: (graph) => alone.check(mutate(graph)) };
    expect(await firstDisagreement(judges, concerned)).not.toBeNull();
  });

  test("be it a walk", async () => {
    const judges: Judges = { ...alone, walk: (graph) => alone.walk(mutate(graph)) };
    expect(await firstDisagreement(judges, concerned)).not.toBeNull();
  });

  test("be it the compiler", async () => {
    const mutated = ({ graph, hasStops }: Question): Question => ({ graph: mutate(graph), hasStops });
    const compilers = with70.compilers.map((compile): Judges["compilers"][number] => {
      return (batch) => compile(batch.map(mutated));
    });
    expect(await firstDisagreement({ ...with70, compilers }, concerned, 20)).not.toBeNull();
  });
});
