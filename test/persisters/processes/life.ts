import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Job, Race, Word } from "./jobs.js";

/** How a process has ended. */
interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Line {
  readonly word: Word;
  /** The step; NaN where the word has none. */
  readonly id: number;
}

/** A process that does a job, from its start to its end, and what it tells. */
export class Life {
  readonly lines: Line[] = [];
  /** When it has ended and everything that it has told is read. */
  readonly ended: Promise<End>;
  readonly #process: ChildProcess;
  #errors = "";
  #isOver = false;
  #wake: () => void = () => {};

  /** @param user Who runs it; this one, if nobody is given. */
  constructor(program: string, job: Job | Race, user: { readonly uid?: number; readonly gid?: number } = {}) {
    const child = spawn(process.execPath, [program, JSON.stringify(job)], { ...user, stdio: ["pipe", "pipe", "pipe"] });
    this.#process = child;
    // Its standard input breaks when it is killed.
    child.stdin.on("error", () => {});
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#errors += text;
    });
    const reader = createInterface({ input: child.stdout });
    reader.on("line", (line) => {
      const [word, id = ""] = line.split(" ");
      this.lines.push({ word: word as Word, id: id === "" ? Number.NaN : Number(id) });
      this.#wake();
    });
    const read = new Promise((resolve) => reader.once("close", resolve));
    this.ended = new Promise<End>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", async (code, signal) => {
        await read;
        this.#isOver = true;
        this.#wake();
        resolve({ code, signal });
      });
    });
    alive.add(this);
    void this.ended.finally(() => alive.delete(this)).catch(() => {});
  }

  /** What it has written to standard error: why it has ended, if nobody has killed it. */
  get errors(): string {
    return this.#errors;
  }

  get pid(): number {
    return this.#process.pid ?? Number.NaN;
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  idsOf(word: Word): number[] {
    return this.lines.filter((line) => line.word === word).map(({ id }) => id);
  }

  /** @throws If it ends before it has told a word so many times. */
  async told(word: Word, times = 1): Promise<void> {
    while (this.idsOf(word).length < times) {
      if (this.#isOver) {
        throw new Error(`the process has ended before it has told '${word}' ${times} times: ${this.#errors}`);
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Says to it that it may go on. */
  go(): void {
    this.#process.stdin?.write("go\n");
  }

  async kill(): Promise<End> {
    this.#process.kill("SIGKILL");
    return this.ended;
  }
}

const alive = new Set<Life>();

/** Ends those that a test which has failed has left behind. */
export async function endLives(): Promise<void> {
  await Promise.all([...alive].map((life) => life.kill()));
}
