import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cached } from "./cache.mjs";
import { mustHave } from "./package.mjs";
import { CheckFailure } from "./report.mjs";
import { root, run } from "./run.mjs";
import { compilers } from "./source.mjs";

const oldest = {
  name: "TypeScript 5.4",
  install: () => cached("typescript-5.4", "typescript@5.4", path.join("typescript", "bin", "tsc")),
};

/** Each way to resolve, with the `module` that goes with it and lets one project hold an ESM and a CommonJS program. */
const resolutions = [
  { moduleResolution: "bundler", module: "preserve" },
  { moduleResolution: "nodenext", module: "nodenext" },
];

/**
 * What the projects differ in: 16 of the 32 combinations. Any three of compiler, resolution, libraries and optional
 * properties meet in every combination; only all four do not. ESM and CommonJS are in each project.
 */
const projects = [oldest, ...compilers].flatMap((compiler, column) =>
  resolutions.flatMap((resolution, row) =>
    [true, false].map((skipLibCheck) => {
      const exactOptionalPropertyTypes = (column + row + Number(skipLibCheck)) % 2 === 0;
      // No other switch of strictness than `strict`: declarations must not rest on those of this repository.
      return { compiler, options: { strict: true, skipLibCheck, exactOptionalPropertyTypes, ...resolution } };
    }),
  ),
);

const nameOf = ({ compiler, options }) => {
  const libraries = options.skipLibCheck ? "skipLibCheck" : "libraries checked";
  const exact = options.exactOptionalPropertyTypes ? ", exact optional properties" : "";
  return `consumer, ${compiler.name}, ${options.moduleResolution}, ${libraries}${exact}`;
};

/** The program as CommonJS spells it: `require`, on the same lines. With a bundler, only this gets the CommonJS types. */
const withRequire = (text) => {
  const [spelled, list = ""] = /^import \{([^}]+)\} from "typeburr";$/m.exec(text) ?? [];
  const names = list.split(",").map((name) => name.trim());
  const types = names.filter((name) => name.startsWith("type ")).map((name) => name.slice("type ".length));
  const values = names.filter((name) => name !== "" && !name.startsWith("type ")).join(", ");
  const required = text
    .replace(/^import \* as (\w+) from ("\w+");$/m, "import $1 = require($2);")
    .replace(
      spelled,
      `import typeburr = require("typeburr"); const { ${values} } = typeburr;${"\n".repeat(list.split("\n").length - 1)}`,
    );
  return types.reduce((body, name) => body.replaceAll(new RegExp(`\\b${name}\\b`, "g"), `typeburr.${name}`), required);
};

const asItIs = (text) => text;

/** Every program of a project: its name in `test/packaging/consumer`, and how it gets there. */
const programs = [
  { file: "right.mts", source: "right.mts", rewrite: asItIs },
  { file: "right.cts", source: "right.mts", rewrite: withRequire },
  // In a package without `"type": "module"`, `import` is CommonJS to Node.
  { file: "right.ts", source: "right.mts", rewrite: asItIs },
  { file: "kinds.mts", source: "kinds.mts", rewrite: asItIs },
  { file: "kinds.cts", source: "kinds.mts", rewrite: withRequire },
  { file: "wrong.mts", source: "wrong.mts", rewrite: asItIs },
  { file: "wrong.cts", source: "wrong.mts", rewrite: withRequire },
];

const readProgram = (file) => readFileSync(path.join(root, "test", "packaging", "consumer", file), "utf8");

/** What a program says that the compiler must say of it: the line and the sentence. */
const refusalsIn = (text) =>
  text.split("\n").flatMap((line, index) => {
    const sentence = /^ *\/\/ refused: (.+)$/.exec(line)?.[1];
    return sentence === undefined ? [] : [{ line: index + 2, sentence }];
  });

/** `wrong.mts(3,1): error ...` and the indented lines under it belong together. */
const splitErrors = (output) => output.split(/\n(?=\S)/).filter((text) => text.includes("error TS"));

/** One compilation answers all: no error but those that the programs name, and each of them with its sentence. */
const judge = (output) => {
  const errors = splitErrors(output);
  const foreseen = programs.flatMap(({ file, source }) =>
    refusalsIn(readProgram(source)).map(({ line, sentence }) => ({ place: `${file}(${line},`, sentence })),
  );
  const fits = (error, { place, sentence }) => error.startsWith(place) && error.includes(sentence);
  const unforeseen = errors.filter((error) => !foreseen.some((refusal) => fits(error, refusal)));
  if (unforeseen.length > 0) throw new CheckFailure(`${unforeseen.length} errors that no program names`, output);
  const missing = foreseen.find((refusal) => !errors.some((error) => fits(error, refusal)));
  if (missing) throw new CheckFailure(`${missing.place}...) is not refused: ${missing.sentence}`, output);
  if (errors.length > foreseen.length) throw new CheckFailure("a wrong program is refused twice", output);
};

const compile = async (directory, project) => {
  // A folder inside the installed one, so that packages resolve as they do for a user.
  const folder = path.join(directory, nameOf(project).replaceAll(/[ ,]+/g, "-"));
  mkdirSync(folder, { recursive: true });
  for (const { file, source, rewrite } of programs) {
    writeFileSync(path.join(folder, file), rewrite(readProgram(source)));
  }
  // With declarations, a type that has no name for users is an error
  const compilerOptions = { noEmit: true, declaration: true, target: "es2022", types: [], ...project.options };
  const files = programs.map(({ file }) => file);
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const compiler = project.compiler.file ?? (await project.compiler.install());
  const { output } = await run(process.execPath, [compiler, "--pretty", "false", "-p", "."], { directory: folder });
  judge(output);
};

/** The declarations in a user's project: right and wrong programs, in ESM and CommonJS, under each compiler. */
export const checkConsumers = async (report, directory) => {
  for (const project of projects) {
    await report.check(nameOf(project), () => compile(mustHave(directory, "installed package"), project));
  }
};
