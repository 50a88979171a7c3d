import { copyFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { nodeOf } from "./node.mjs";
import { mustHave } from "./package.mjs";
import { mustRun, mustRunNpm, root, tool } from "./run.mjs";

const versions = ["20", "22", "24"];
const programs = ["counter.mjs", "counter.cjs", "testing.mjs", "testing.cjs"];
const storing = ["sqlite.mjs", "sqlite.cjs"];

const runAll = async (report, directory, files) => {
  for (const version of versions) {
    for (const file of files) {
      await report.check(`runs ${file} on Node ${version}`, async () => {
        const copy = path.join(mustHave(directory, "installed package"), file);
        copyFileSync(path.join(root, "test", "packaging", "smoke", file), copy);
        // The built-in SQLite is experimental in these versions, and says so.
        const environment = { NODE_NO_WARNINGS: "1" };
        return (await mustRun(await nodeOf(version), [copy], { directory, environment })).trim();
      });
    }
  }
};

/** The installed package runs small programs under each version of Node, imported and required. */
export const checkSmoke = async (report, directory) => {
  // First without any optional peer: the core needs none.
  await runAll(report, directory, programs);
  await report.check("install libsql beside it, for the Node that has no SQLite", async () => {
    const { version } = JSON.parse(readFileSync(tool("libsql", "package.json"), "utf8"));
    const where = { directory: mustHave(directory, "installed package") };
    await mustRunNpm(["install", "--prefer-offline", "--no-audit", "--no-fund", `libsql@${version}`], where);
  });
  await runAll(report, directory, storing);
};
