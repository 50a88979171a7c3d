import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cached } from "./cache.mjs";
import { mustHave } from "./package.mjs";
import { CheckFailure } from "./report.mjs";
import { root, run } from "./run.mjs";
import { compilers } from "./source.mjs";

/** Each way to resolve, with the `module` that goes with it and lets one project hold an ESM and a CommonJS program. */
const resolutions = [
  { moduleResolution: "bundler", module: "preserve" },
  { moduleResolution: "nodenext", module: "nodenext" },
];

const rightPrograms = ["right.mts", "right.cts"];
const wrongPrograms = ["wrong.mts", "wrong.cts"];

/** What the compiler must say of each wrong program: its last action reads what nothing writes. */
const sentence = "action 'shout' reads 'message', which nothing writes on the path count → shout";

const configure = (resolution, skipLibCheck) => ({
  compilerOptions: { strict: true, noEmit: true, target: "es2022", types: [], skipLibCheck, ...resolution },
  files: [...rightPrograms, ...wrongPrograms],
});

/** `wrong.mts(3,1): error ...` and the indented lines under it belong together. */
const splitErrors = (output) => output.split(/\n(?=\S)/).filter((text) => text.includes("error TS"));

/** One compilation answers all: no error but in the wrong programs, and there only the sentence. */
const judge = (output) => {
  const errors = splitErrors(output);
  const expected = (file) => errors.filter((text) => text.startsWith(`${file}(`) && text.includes(sentence));
  const unexpected = errors.filter((text) => !wrongPrograms.some((file) => text.startsWith(`${file}(`)));
  if (unexpected.length > 0) throw new CheckFailure(`${unexpected.length} errors where all is right`, output);
  for (const file of wrongPrograms) {
    if (expected(file).length === 0) throw new CheckFailure(`${file} compiles, or without the sentence`, output);
  }
  if (errors.length > wrongPrograms.length) throw new CheckFailure("the wrong programs say more than once", output);
};

const compile = async (compiler, directory, resolution, skipLibCheck) => {
  const name = `consumer-${compiler.name}-${resolution.moduleResolution}-${skipLibCheck}`.replaceAll(" ", "-");
  // A folder inside the installed one, so that packages resolve as they do for a user.
  const project = path.join(directory, name);
  mkdirSync(project, { recursive: true });
  cpSync(path.join(root, "test", "packaging", "consumer"), project, { recursive: true });
  writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify(configure(resolution, skipLibCheck)));
  const { output } = await run(process.execPath, [compiler.file, "--pretty", "false", "-p", "."], {
    directory: project,
  });
  judge(output);
};

const oldest = {
  name: "TypeScript 5.4",
  install: () => cached("typescript-5.4", "typescript@5.4", path.join("typescript", "bin", "tsc")),
};

/** The declarations in a user's project: a right and a wrong program, in ESM and CommonJS, under each compiler. */
export const checkConsumers = async (report, directory) => {
  for (const compiler of [oldest, ...compilers]) {
    for (const resolution of resolutions) {
      for (const skipLibCheck of [true, false]) {
        const libraries = skipLibCheck ? "skipLibCheck" : "libraries checked";
        await report.check(`consumer, ${compiler.name}, ${resolution.moduleResolution}, ${libraries}`, async () => {
          mustHave(directory, "installed package");
          const file = compiler.file ?? (await compiler.install());
          await compile({ ...compiler, file }, directory, resolution, skipLibCheck);
        });
      }
    }
  }
};
