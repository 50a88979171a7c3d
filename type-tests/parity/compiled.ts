import type { Compiler, Problem } from "../harness/index.js";
import type { PlainGraph, PlainSchema } from "./graphs.js";
import { declarationText, importedBy, schemaText } from "./program.js";

/** What the types of steps and stops say. */
export interface Stops {
  /** The keys that are certain after each action, as `a x`. */
  readonly certain: readonly string[];
  /** The actions at which a run may end by itself. */
  readonly ends: readonly string[];
}

/** A graph, and whether the types of its steps and stops are asked for, too: only right graphs have any. */
export interface Question {
  readonly graph: PlainGraph;
  readonly hasStops: boolean;
}

/** What a compiler says of one graph. */
export interface Compiled {
  /** The sentences in the type of `build`; none if it can be called. */
  readonly sentences: readonly string[];
  /** The sentences on the targets of transitions that can never be taken: of one call the first only. */
  readonly dead: readonly string[];
  /** Where the stops were asked for, what their types say. */
  readonly stops: Stops | null;
  /** Whatever else it says: nothing, if the test knows what it does. */
  readonly unexpected: readonly string[];
}

/** What a compiler says of each of many graphs, in one run: alone, each would pay 0.2 s for reading the library. */
export async function compiled(compiler: Compiler, questions: readonly Question[]): Promise<Compiled[]> {
  const problems = await compiler.problems(programOf(questions));
  const byLine = new Map<number, Problem[]>();
  for (const problem of problems) byLine.set(problem.line, [...(byLine.get(problem.line) ?? []), problem]);
  const outside = problems.filter(({ line }) => line < 2 || line >= 2 + linesOfOne * questions.length);
  if (outside.length > 0) throw new Error(`The program around the graphs is wrong: ${JSON.stringify(outside)}`);
  return questions.map(({ hasStops }, index) => {
    const at = (offset: number): Problem[] => byLine.get(2 + linesOfOne * index + offset) ?? [];
    return compiledOf(at, hasStops);
  });
}

const linesOfOne = 5;

// Five lines for each graph: its declaration; a mistake that makes the compiler print what `build` says; its call; and two
// mistakes that make it print what the types of steps and stops say.
function programOf(questions: readonly Question[]): string {
  const schemas = new Map<string, string>();
  const nameOf = (schema: PlainSchema): string => {
    const text = schemaText(schema);
    const name = schemas.get(text) ?? `schema${schemas.size}`;
    schemas.set(text, name);
    return name;
  };
  const blocks = questions.map(({ graph, hasStops }) =>
    [
      `{ ${declarationText(graph, nameOf)}`,
      `const said: Said<(typeof graph)["build"]> = 0;`,
      "const app = graph.build(); ",
      hasStops ? "const steps = app.iterate(); const certain: Certain<typeof steps> = 0;" : "",
      `${hasStops ? "const stop = app.run(); const ends: Ends<typeof stop> = 0;" : ""} }`,
    ].join("\n"),
  );
  const declarations = [...schemas].map(([text, name]) => `const ${name} = ${text};`);
  const imports = `import { ${importedBy(blocks.join("\n")).join(", ")} } from "typeburr"; import * as v from "valibot";`;
  return [[imports, header, ...declarations].join(" "), ...blocks].join("\n");
}

// Looked up in a tuple, because a union that a conditional type returns is printed by that type's name.
const header = [
  "declare const run: () => never;",
  `type Said<T> = 0 extends T & 1 ? "any" : (T extends { readonly message: infer S } ? Alone<S> : never)[0];`,
  "type Alone<S> = S extends string ? [S] : never;",
  "type Certain<T> = T extends AsyncGenerator<infer S, any, any> ? CertainAt<S>[0] : never;",
  "type CertainAt<S> = S extends { readonly action: infer A extends string; readonly state: infer V } ? [Both<A, Sure<V>>] : never;",
  `type Both<A extends string, K extends string> = K extends string ? \`\${A} \${K}\` : never;`,
  "type Sure<V> = { [K in keyof V & string]-?: {} extends Pick<V, K> ? never : K }[keyof V & string];",
  `type Ends<T> = (T extends Promise<infer S> ? S extends { readonly action: infer A } ? [A] : never : never)[0];`,
].join(" ");

function compiledOf(at: (offset: number) => readonly Problem[], hasStops: boolean): Compiled {
  const [declared, said, called, certain, ends] = [at(0), at(1), at(2), at(3), at(4)];
  const sentences = printed(said);
  const isCallable = called.length === 0;
  return {
    sentences,
    dead: [...new Set(declared.flatMap(({ message }) => message.match(deadTransition) ?? []))],
    stops: hasStops ? { certain: printed(certain), ends: printed(ends) } : null,
    unexpected: [
      ...declared.filter(({ code, message }) => code !== 2322 || !/can never be taken/.test(message)).map(told),
      ...[said, ...(hasStops ? [certain, ends] : [])].flatMap((one) => (isPrinted(one) ? [] : one.map(told))),
      ...(called.every(({ code }) => code === 2349) ? [] : called.map(told)),
      ...(isCallable === (sentences.length === 0) ? [] : ["build says one thing, and its call another"]),
    ],
  };
}

const deadTransition = /transition \S+ → \S+ can never be taken: \S+ → \S+ before it always is/g;

const told = ({ code, message }: Problem): string => `TS${code} ${message}`;

const isPrinted = (problems: readonly Problem[]): boolean => problems.length === 1 && problems[0]?.code === 2322;

// Type '0' is not assignable to type '"one" | "two"'. -> one, two
function printed(problems: readonly Problem[]): string[] {
  const quotations = problems.flatMap(({ message }) => message.match(/"(?:[^"\\]|\\.)*"/g) ?? []);
  return quotations.map((quotation) => JSON.parse(quotation) as string);
}
