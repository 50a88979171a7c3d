import type { IncomingMessage } from "node:http";
import * as v from "valibot";
import { Refusal } from "./refusal.js";

/** How many bytes a body may have. */
const most = 64 * 1024;

const Body = v.strictObject(
  {
    text: v.pipe(v.string("must be a string"), v.trim(), v.nonEmpty("is empty"), v.maxLength(4000, "is too long")),
  },
  (issue) => (issue.expected === "never" ? "is not known" : "is missing"),
);

/**
 * The text in the body of a request.
 *
 * @throws {Refusal} If there is none, or too much.
 */
export const textOf = async (request: IncomingMessage): Promise<string> => {
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
    throw new Refusal(415, 'send JSON, with "content-type: application/json"');
  }
  const result = v.safeParse(Body, parsed(await bytesOf(request)));
  if (result.success) return result.output.text;
  const [{ message, path }] = result.issues;
  throw new Refusal(400, path ? `'${path[0].key}' ${message}` : 'send a record, { "text": "hello" }');
};

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const tooLarge = new Refusal(413, `the body is larger than ${most} bytes`);
  if (Number(request.headers["content-length"] ?? 0) > most) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  // Not closed when the loop is left: the client could not hear of it
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, "the body is no JSON");
  }
};
