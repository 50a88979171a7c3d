import { mustRunScript, tool } from "./run.mjs";

/** The compilers that come with `npm ci`: name for people, folder in `node_modules`. */
export const compilers = [
  { name: "TypeScript 5.9", file: tool("typescript", "bin", "tsc") },
  { name: "TypeScript 6.0", file: tool("typescript-6", "bin", "tsc") },
  { name: "TypeScript 7.0", file: tool("typescript-7", "bin", "tsc") },
];

/** Formatting, lint rules and the order of imports. */
export const checkStyle = async (report) => {
  await report.check("biome", async () => {
    await mustRunScript(tool("@biomejs", "biome", "bin", "biome"), ["check", "--error-on-warnings", "."]);
  });
};

/** The whole repository under each compiler. */
export const checkTypes = async (report) => {
  for (const { name, file } of compilers) {
    await report.check(`types, ${name}`, async () => {
      await mustRunScript(file, ["--noEmit", "--pretty", "false"]);
    });
  }
};

/** Files, exports and dependencies that nothing uses. */
export const checkDeadCode = async (report) => {
  await report.check("knip", async () => {
    await mustRunScript(tool("knip", "bin", "knip.js"), []);
  });
};
