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
