import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import { linesFrom } from "./lines.js";

const read = async (...chunks: (string | Buffer)[]) => {
  const output = new PassThrough({ encoding: "utf8" });
  const lines = [];
  for await (const line of linesFrom(Readable.from(chunks), output)) lines.push(line);
  return { lines, shown: output.read() as string | null };
};

test("takes lines of any system, the last one without its end too, and leaves out empty ones", async () => {
  const { lines, shown } = await read("\uFEFFone\r\n\r\n  \n two \nthr", "ee\r", "\nfour");

  expect(lines).toEqual(["one", "two", "three", "four"]);
  expect(shown).toBe("> one\n> two\n> three\n> four\n");
});

test("takes a character that is cut in two", async () => {
  const bytes = Buffer.from("größer\n");

  expect((await read(bytes.subarray(0, 3), bytes.subarray(3))).lines).toEqual(["größer"]);
});

test("takes nothing", async () => {
  expect(await read()).toEqual({ lines: [], shown: null });
  expect((await read("\n\n")).lines).toEqual([]);
});

test("takes very long lines, and many", async () => {
  const long = "x".repeat(5_000_000);
  expect((await read(long, "\n", long)).lines).toEqual([long, long]);

  const many = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
  expect((await read(many.join("\n"))).lines).toEqual(many);
});
