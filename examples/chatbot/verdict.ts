import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/**
 * Asks the compiler about this folder, in which `broken.ts` alone is wrong.
 *
 * @returns What the compiler prints.
 * @throws If the compiler lets `broken.ts` pass, or finds anything else.
 */
export const verdict = (): string => {
  const compiler = pathOf("../../node_modules/typescript/bin/tsc");
  const { stdout, stderr, error } = spawnSync(
    process.execPath,
    [compiler, "--noEmit", "--pretty", "false", "-p", pathOf(".")],
    { cwd: pathOf("../.."), encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
  );
  if (error) throw error;
  const output = (stdout + stderr).trim();
  const complaints = output.split(/\n(?=\S)/);
  if (complaints.length === 1 && /broken\.ts.*nothing writes on the path/s.test(output)) return output;
  throw new Error(`broken.ts must be all that the compiler refuses, but it says:\n${output || "(nothing)"}`);
};
