/**
 * Programs of any size, for what they cost to check. The one of `docs`' table: each action reads the three keys before
 * it and one initial key, with a loop back at every fifth.
 *
 * @param size Number of actions.
 * @param around The action that a way leads around, so that its key is read unwritten; none in a right program.
 */
export function nearReads(size: number, around: number | null = null): string {
  const indices = Array.from({ length: size }, (_, i) => i);
  const transitions = indices
    .slice(0, -1)
    .flatMap((i) => [
      i % 5 === 4 ? [`["a${i}", "a${i - 4}", when({ k${i}: 1 })]`] : [],
      around !== null && i === around - 1 ? [`["a${i}", "a${i + 2}", when({ k${i}: 2 })]`] : [],
      [`["a${i}", "a${i + 1}"]`],
    ]);
  return programOf(
    indices.map((i) => {
      const before = indices.slice(Math.max(0, i - 3), i).map((j) => `k${j}`);
      return declaration(i, [...before, "seed"], [`k${i}`]);
    }),
    transitions.flat(),
  );
}

/** Actions in a row, of which the last reads what none writes. */
export function longWay(size: number): string {
  const indices = Array.from({ length: size }, (_, i) => i);
  return programOf(
    indices.map((i) => declaration(i, i === size - 1 ? ["missing"] : [], [`k${i}`])),
    indices.slice(1).map((i) => `["a${i - 1}", "a${i}"]`),
  );
}

/** The program, and a run of it: what is certain at its stops is asked for. */
export function run(program: string, halts: string): string {
  return `${program}\nexport const stop = await app.run(${halts});\nexport const { state } = stop;\n`;
}

/** The program, where the same application is loaded. */
export function loaded(program: string): string {
  const begin = '{ default: { state: { seed: 1 }, entrypoint: "a0" } }';
  return program
    .replace('.withEntrypoint("a0")\n  .withState({ seed: 1 })', `.initializeFrom({ load: () => null }, ${begin})`)
    .replace("export const app =", "export const app = await");
}

function declaration(index: number, reads: readonly string[], writes: readonly string[]): string {
  const record = (keys: readonly string[]): string => `{ ${keys.map((key) => `${key}: v.number()`).join(", ")} }`;
  const update = writes.map((key) => `${key}: 0`).join(", ");
  return `const a${index} = action({ reads: ${record(reads)}, writes: ${record(writes)}, run: (state) => state.update({ ${update} }) });`;
}

function programOf(declarations: readonly string[], transitions: readonly string[]): string {
  // A program must use what it imports.
  const used = transitions.some((transition) => transition.includes("when(")) ? ", when" : "";
  return `import { action, application${used} } from "typeburr"; import * as v from "valibot";
${declarations.join("\n")}
export const app = application()
  .withActions({ ${declarations.map((_, i) => `a${i}`).join(", ")} })
  .withTransitions(
    ${transitions.join(",\n    ")}
  )
  .withEntrypoint("a0")
  .withState({ seed: 1 })
  .build();
`;
}

/** One action decides by a literal of its own for each of the others, and each takes only its own. */
export function fanOut(size: number): string {
  const indices = Array.from({ length: size - 1 }, (_, i) => i + 1);
  const modes = `v.picklist([${indices.map((i) => `"m${i}"`).join(", ")}])`;
  const decide = `const a0 = action({ reads: {}, writes: { mode: ${modes} }, run: (state) => state.update({ mode: "m1" }) });`;
  const others = indices.map(
    (i) =>
      `const a${i} = action({ reads: { mode: v.literal("m${i}"), seed: v.number() }, writes: { k${i}: v.number() }, run: (state) => state.update({ k${i}: 0 }) });`,
  );
  return programOf(
    [decide, ...others],
    indices.flatMap((i) => [`["a0", "a${i}", when({ mode: "m${i}" })]`, `["a${i}", "a0"]`]),
  );
}

/** Each action decides, and the next but one takes only what the condition has left: every key is narrowed. */
export function narrowedKeys(size: number): string {
  const indices = Array.from({ length: size }, (_, i) => i);
  const mode = `v.picklist(["go", "wait", "stop"])`;
  return programOf(
    indices.map((i) => {
      const reads = i > 1 ? `m${i - 2}: v.literal("go"), seed: v.number()` : "seed: v.number()";
      return `const a${i} = action({ reads: { ${reads} }, writes: { m${i}: ${mode} }, run: (state) => state.update({ m${i}: "go" }) });`;
    }),
    indices
      .slice(1)
      .flatMap((i) => [
        `["a${i - 1}", "a${i - 1}", when({ m${i - 1}: "wait" })]`,
        `["a${i - 1}", "a${i}", when({ m${i - 1}: "go" })]`,
      ]),
  );
}

/** One loop through all actions; each reads the key of the one before it, and the first one. */
export function longLoop(size: number): string {
  const indices = Array.from({ length: size }, (_, i) => i);
  return programOf(
    indices.map((i) => declaration(i, i < 2 ? ["seed"] : [`k${i - 1}`, "k0"], [`k${i}`])),
    indices.map((i) => `["a${i}", "a${(i + 1) % size}"]`),
  );
}

/** Each action reads a key that the fiftieth before it has written. */
export function farReads(size: number): string {
  const indices = Array.from({ length: size }, (_, i) => i);
  return programOf(
    indices.map((i) => declaration(i, i >= 50 ? [`k${i - 50}`, "seed"] : ["seed"], [`k${i}`])),
    indices.slice(1).map((i) => `["a${i - 1}", "a${i}"]`),
  );
}

/** From each action a transition to each of the next five. */
export function dense(size: number): string {
  const indices = Array.from({ length: size }, (_, i) => i);
  return programOf(
    indices.map((i) => declaration(i, i === 0 ? [] : ["k0", "seed"], [`k${i}`])),
    indices.flatMap((i) =>
      [1, 2, 3, 4, 5]
        .filter((step) => i + step < size)
        .map(
          (step) => `["a${i}", "a${i + step}"${step < 5 && i + step + 1 < size ? `, when({ k${i}: ${step} })` : ""}]`,
        ),
    ),
  );
}
