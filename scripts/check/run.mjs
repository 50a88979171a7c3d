import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CheckFailure } from "./report.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A path inside `node_modules`: tools are started by file, since three packages bring a command named `tsc`. */
export const tool = (...parts) => path.join(root, "node_modules", ...parts);

/**
 * Runs a command to its end.
 *
 * @returns Its exit code, and what it printed on both outputs in the order it came.
 */
export const run = (command, parameters, { directory = root, environment = {} } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: directory,
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: "1", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.on("error", (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    // A process that a signal ended has no code.
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });

/** Runs a command that must end well, and returns what it printed. */
export const mustRun = async (command, parameters, options) => {
  const { code, output } = await run(command, parameters, options);
  if (code !== 0) throw new CheckFailure(`exit code ${code}`, output);
  return output;
};

/** Runs a JavaScript file with the Node that runs this, and must end well. */
export const mustRunScript = (file, parameters, options) => mustRun(process.execPath, [file, ...parameters], options);

/** Runs npm, which must end well. */
export const mustRunNpm = (parameters, options) => mustRun("npm", parameters, options);
