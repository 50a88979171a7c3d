import { execFileSync } from "node:child_process";
import path from "node:path";
import type { StatePersister } from "typeburr";
import { filePersister } from "typeburr/persisters/file";
import { sqlitePersister } from "typeburr/persisters/sqlite";
import { stepFor, upTo } from "../file/step.js";

// A process whose files may not grow over a limit, which is to a writer what a full disk is; then the limit is gone.

const [kind, directory = ""] = process.argv.slice(2);
const torn: unknown[] = [];
const open = (): StatePersister =>
  kind === "file"
    ? filePersister({ directory, onTorn: (line) => torn.push(line) })
    : sqlitePersister({ path: path.join(directory, "app.db") });

/** The soft limit only: it can be taken back. */
const limitFiles = (bytes: string): void => {
  execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:unlimited`]);
};

// Without somebody who listens, the signal ends the process.
process.on("SIGXFSZ", () => undefined);

const persister = open();
const refused: number[] = [];
for (const id of upTo(3)) await persister.save(stepFor(id));
limitFiles(kind === "file" ? "6000" : "100000");
let next = 3;
const delta = JSON.stringify([{ append: { said: [0] } }, { set: { pad: "x".repeat(1_000) } }]);
while (refused.length < 3) {
  try {
    await persister.save(stepFor(next, { delta }));
    next += 1;
  } catch {
    refused.push(next);
  }
}
const whileFull = (await open().load({ appId: "app" }))?.sequenceId;
limitFiles("unlimited");
await persister.save(stepFor(next));
const after = await open().load({ appId: "app" });

process.stdout.write(
  JSON.stringify({ next, refused, whileFull, after: after?.sequenceId, said: after?.state.said, torn }),
);
