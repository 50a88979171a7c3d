import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CheckFailure } from "./report.mjs";
import { mustRunNpm, mustRunScript, tool } from "./run.mjs";

const versionOf = (name) => JSON.parse(readFileSync(tool(name, "package.json"), "utf8")).version;

/** For the checks of something that an earlier step could not make. */
export const mustHave = (value, what) => {
  if (value === undefined) throw new CheckFailure(`there is no ${what}: see above`);
  return value;
};

/** The bundles and their declarations. */
export const build = async (report) => {
  await report.check("build", async () => {
    await mustRunNpm(["run", "build"]);
  });
};

/** Packs what would be published. Returns the tarball's path, or `undefined`. */
export const pack = async (report, scratch) => {
  let tarball;
  await report.check("npm pack", async () => {
    await mustRunNpm(["pack", "--pack-destination", scratch]);
    const file = readdirSync(scratch).find((name) => name.endsWith(".tgz"));
    tarball = path.join(scratch, mustHave(file, "tarball"));
    return file;
  });
  return tarball;
};

/** What the two package linters say of the tarball. */
export const checkPackage = async (report, tarball) => {
  await report.check("publint --strict", async () => {
    const file = tool("publint", "src", "cli.js");
    await mustRunScript(file, ["run", mustHave(tarball, "tarball"), "--strict"]);
  });
  await report.check("are the types wrong", async () => {
    const file = tool("@arethetypeswrong", "cli", "dist", "index.js");
    // Profile node16: sub-paths need `exports`, which the resolution of Node 10 does not read.
    await mustRunScript(file, [mustHave(tarball, "tarball"), "--profile", "node16", "--format", "ascii"]);
  });
};

/** Installs the tarball in an empty folder, as a user would. Returns the folder, or `undefined`. */
export const installPackage = async (report, scratch, tarball) => {
  const directory = path.join(scratch, "installed");
  const installed = await report.check("install in an empty folder", async () => {
    const packages = [mustHave(tarball, "tarball"), `valibot@${versionOf("valibot")}`];
    mkdirSync(directory);
    writeFileSync(path.join(directory, "package.json"), `${JSON.stringify({ private: true })}\n`);
    await mustRunNpm(["install", "--prefer-offline", "--no-audit", "--no-fund", ...packages], { directory });
  });
  return installed ? directory : undefined;
};
