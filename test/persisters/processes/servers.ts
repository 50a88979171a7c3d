import { type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A server that belongs to a test, on a socket of its own in a folder of its own. */
export interface Server {
  /** Returns when it answers. */
  start(): Promise<void>;
  /** `kill -9`, and what it has started as well. */
  crash(): Promise<void>;
  remove(): Promise<void>;
}

interface Recipe {
  readonly folder: string;
  readonly spawn: () => ChildProcess;
  /** Throws if it does not answer. */
  readonly ask: () => Promise<void>;
}

export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), "typeburr-server-"));

/**
 * What is missing is told aloud, and the tests that need it are to be skipped; with `TYPEBURR_REQUIRE_SERVICES=1` that is an error.
 */
export function isFound(program: string, isThere: boolean): boolean {
  if (isThere) return true;
  const what = `${program} is not installed here`;
  if (process.env.TYPEBURR_REQUIRE_SERVICES === "1") throw new Error(what);
  console.warn(`\n*** ${what}\n*** The tests that need it are SKIPPED.\n`);
  return false;
}

export function serverOf({ folder, spawn, ask }: Recipe): Server {
  let running: ChildProcess | null = null;
  const crash = async (): Promise<void> => {
    const server = running;
    if (server === null) return;
    running = null;
    const children = childrenOf(server);
    const ended = server.exitCode === null && server.signalCode === null ? once(server, "exit") : null;
    server.kill("SIGKILL");
    for (const child of children) killed(child);
    await ended;
    process.off("exit", killNow);
  };
  const killNow = (): void => {
    running?.kill("SIGKILL");
  };
  return {
    async start() {
      const end = Date.now() + 30_000;
      process.on("exit", killNow);
      for (;;) {
        // One that was killed may leave behind what the next one has to wait for: then that ends, and is started again.
        if (running === null || running.exitCode !== null) running = spawn();
        try {
          return await ask();
        } catch (error) {
          if (Date.now() > end) throw error;
          await delay(20);
        }
      }
    },
    crash,
    async remove() {
      await crash();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function childrenOf({ pid }: ChildProcess): number[] {
  const { stdout } = spawnSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" });
  return stdout.split("\n").filter(Boolean).map(Number);
}

function killed(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
