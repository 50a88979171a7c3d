/**
 * How long an editor takes over a file with 100 actions: to the first list of completions after it has been opened, and
 * to the diagnostics and the completions after a keystroke. `npm run bench:editor` prints a table.
 */
import { nearReads } from "../type-tests/budgets/programs.js";
import { type Compiler, openCompilers } from "../type-tests/harness/index.js";

const actions = 100;
const repetitions = 5;
const middle = actions / 2;

const right = nearReads(actions);
/** A way around the middle: what is behind it reads what that one would have written. */
const wrong = nearReads(actions, middle);

/** The program with one token changed, which must be there once. */
function edited(program: string, before: string, after: string): string {
  if (program.split(before).length !== 2) throw new Error(`${before} must be in the program exactly once.`);
  return program.replace(before, after);
}

/** The keystroke: another number in the body of the action in the middle. */
const typed = (program: string, number: number): string => edited(program, `k${middle}: 0`, `k${middle}: ${number}`);

/** A cursor between empty quotes, where a transition has its target. */
const asked = (program: string): string =>
  edited(program, `["a${middle}", "a${middle + 1}"]`, `["a${middle}", "/*|*/"]`);

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function complete(compiler: Compiler, program: string): Promise<void> {
  const names = await compiler.completions(asked(program));
  // An empty list would come fast.
  if (!names.includes("a0")) throw new Error(`TypeScript ${compiler.name} offers no actions.`);
}

async function diagnose(compiler: Compiler, program: string, expected: number): Promise<void> {
  const problems = await compiler.problems(program);
  if (problems.length !== expected) throw new Error(`TypeScript ${compiler.name} finds ${problems.length} problems.`);
}

async function repeated(work: (turn: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 1; turn <= repetitions; turn += 1) times.push(await work(turn));
  return times.sort((left, right) => left - right);
}

/** Each time from nothing: `close` ends the service or the server, and the next question opens it again. */
const afterOpening = (compiler: Compiler): Promise<number[]> =>
  repeated(async () => {
    await compiler.close();
    return millisecondsOf(() => complete(compiler, right));
  });

const afterKeystroke = (work: (program: string) => Promise<void>, program: string): Promise<number[]> =>
  repeated((turn) => millisecondsOf(() => work(typed(program, turn))));

const rounded = (milliseconds = Number.NaN): number => Math.round(milliseconds);

function row(compiler: Compiler, what: string, times: readonly number[]): Record<string, string | number> {
  const spread = `${rounded(times[0])} to ${rounded(times.at(-1))}`;
  return { TypeScript: compiler.name, what, "median, ms": rounded(times[Math.floor(times.length / 2)]), spread };
}

const rows: Record<string, string | number>[] = [];
for (const compiler of openCompilers().filter(({ name }) => name !== "6.0")) {
  // The compiler's own code is loaded before the clock runs, as it is in an editor that has opened a file before.
  await diagnose(compiler, right, 0);
  rows.push(row(compiler, "first completions after opening", await afterOpening(compiler)));
  const complain = (expected: number) => (program: string) => diagnose(compiler, program, expected);
  rows.push(row(compiler, "diagnostics after a keystroke, right graph", await afterKeystroke(complain(0), right)));
  rows.push(row(compiler, "diagnostics after a keystroke, wrong graph", await afterKeystroke(complain(1), wrong)));
  const offer = (program: string) => complete(compiler, program);
  rows.push(row(compiler, "completions after a keystroke", await afterKeystroke(offer, right)));
  await compiler.close();
}
console.log(`${actions} actions, ${repetitions} times each`);
console.table(rows);
