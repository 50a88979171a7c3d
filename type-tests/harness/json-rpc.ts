import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import type { Socket } from "node:net";

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Pending {
  resolve(result: unknown): void;
  reject(reason: Error): void;
}

const headEnd = Buffer.from("\r\n\r\n");

/** JSON-RPC over the standard streams of a child process, framed by `Content-Length` as language servers speak it. */
export class JsonRpc {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answerServer: (method: string, params: unknown) => unknown;
  readonly #patience: number;
  readonly #pending = new Map<number, Pending>();
  readonly #ended: Promise<void>;
  #received = Buffer.alloc(0);
  #complaints = "";
  #lastId = 0;
  #failure: Error | undefined;

  /**
   * @param answerServer Gives the result for what the server asks of its client.
   * @param patience How long, in ms, an answer may take before the server is ended.
   */
  constructor(
    file: string,
    args: readonly string[],
    answerServer: (method: string, params: unknown) => unknown,
    patience: number,
  ) {
    this.#answerServer = answerServer;
    this.#patience = patience;
    this.#child = spawn(file, args, { stdio: "pipe" });
    this.#child.stdout.on("data", (bytes: Buffer) => this.#receive(bytes));
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-4_000);
    });
    // Writing to a process that has just died must not crash us: its "close" tells the story.
    this.#child.stdin.on("error", () => {});
    this.#child.on("error", (error) => this.#fail(`cannot be started: ${error.message}`));
    this.#ended = new Promise((resolve) => {
      this.#child.once("close", (code, signal) => {
        this.#fail(`ended (${signal ?? `exit code ${code}`})`);
        resolve();
      });
    });
    // A server nobody waits for must not keep a worker alive; it ends by itself when its input closes.
    this.#child.unref();
    for (const stream of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) (stream as Socket).unref();
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  async request(method: string, params: unknown): Promise<unknown> {
    if (this.#failure) throw this.#failure;
    this.#lastId += 1;
    const id = this.#lastId;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        this.#pending.set(id, { resolve, reject });
        // This timer also keeps the process alive while we wait, which the unreferenced streams do not.
        timer = setTimeout(() => {
          // A server that is stuck once would be stuck for the next question too.
          this.#fail(`gave no answer to ${method} within ${this.#patience / 1000} s`);
          this.#child.kill("SIGKILL");
        }, this.#patience);
        this.#send({ id, method, params });
      });
    } finally {
      clearTimeout(timer);
      this.#pending.delete(id);
    }
  }

  notify(method: string, params?: unknown): void {
    this.#send({ method, params });
  }

  /** Closes the server's input and waits until it has ended. */
  async end(): Promise<void> {
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 2_000);
    await this.#ended;
    clearTimeout(timer);
  }

  #send(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.#child.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  // The length counts bytes, not characters: cut the bytes first, decode afterwards.
  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const head = this.#received.indexOf(headEnd);
      if (head < 0) return;
      const length = /content-length: *(\d+)/i.exec(this.#received.toString("latin1", 0, head))?.[1];
      if (length === undefined) {
        this.#fail(`wrote a head without a length: ${this.#received.toString("utf8", 0, head)}`);
        this.#child.kill("SIGKILL");
        return;
      }
      const start = head + headEnd.length;
      const end = start + Number(length);
      if (this.#received.length < end) return;
      const message = JSON.parse(this.#received.toString("utf8", start, end)) as Message;
      this.#received = this.#received.subarray(end);
      this.#handle(message);
    }
  }

  #handle({ id, method, params, result, error }: Message): void {
    if (method !== undefined) {
      if (id !== undefined) this.#send({ id, result: this.#answerServer(method, params) ?? null });
    } else if (error) {
      this.#pending.get(Number(id))?.reject(new Error(`The language server says: ${error.message} (${error.code})`));
    } else {
      this.#pending.get(Number(id))?.resolve(result);
    }
  }

  #fail(what: string): void {
    const complaints = this.#complaints.trim();
    this.#failure ??= new Error(`The language server ${what}.${complaints && `\n${complaints}`}`);
    for (const { reject } of this.#pending.values()) reject(this.#failure);
  }
}
