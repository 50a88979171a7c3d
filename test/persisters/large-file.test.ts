import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { action, application, type StatePersister } from "typeburr";
import * as v from "valibot";
import { expect, test } from "vitest";
import { fileOf, folderOf } from "../../src/persisters/file/names.js";
import { lineOf } from "../../src/persisters/file/record.js";
import { freshDirectory } from "./file/steps.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const megabyte = 1_000_000;

/** A file of so many bytes as the library writes it, without waiting for the disk each time. Returns how many steps are in it. */
async function writeSteps(directory: string, bytes: number): Promise<number> {
  const lines: string[] = [];
  let written = 0;
  const saver: StatePersister = {
    initialize: () => {},
    save(step) {
      lines.push(`${lineOf(step)}\n`);
      written += lines.at(-1)?.length ?? 0;
    },
    load: () => null,
    list: () => [],
    delete: () => {},
    close: () => {},
  };
  const say = action({
    reads: {},
    writes: { said: v.array(v.string()) },
    run: (state, _, { sequenceId }) => state.append({ said: `turn ${sequenceId} `.padEnd(5_000, "what was said ") }),
  });
  const app = application()
    .withActions({ say })
    .withTransitions(["say", "say"])
    .withEntrypoint("say")
    .withState({ said: [] })
    .withIdentifiers({ appId: "app" })
    .withPersister(saver)
    .build();
  while (written < bytes) await app.step();
  const folder = path.join(directory, folderOf(null));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, fileOf("app")), lines.join(""));
  return lines.length;
}

test("a file of 50 MB is loaded in a heap of 200 MB, and the process takes less than 400 MB at its peak", async () => {
  const directory = freshDirectory();
  const steps = await writeSteps(directory, 50 * megabyte);
  const program = path.join(root, "test", "persisters", "processes", "loads.ts");
  const flags = ["--max-old-space-size=200", "--import", "tsx"];
  const output = execFileSync(process.execPath, [...flags, program, directory, "app"], { cwd: root, encoding: "utf8" });
  const { before, peak, milliseconds, length } = JSON.parse(output);
  const told = `${Math.round(before / megabyte)} MB before, ${Math.round(peak / megabyte)} MB at the peak`;
  console.log(`${steps} steps, 50 MB, loaded in ${Math.round(milliseconds)} ms: ${told}`);

  expect(length).toBe(steps);
  expect(peak).toBeLessThan(400 * megabyte);
});
