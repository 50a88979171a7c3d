import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import * as errors from "../src/errors.js";
import * as surface from "../src/index.js";

const classes = Object.entries(errors).filter(([name]) => name !== "TypeburrError");

/** One of each, with the names that it carries. */
const examples: Record<string, errors.TypeburrError> = {
  DefinitionError: new errors.DefinitionError("message"),
  GraphError: new errors.GraphError(["one", "two"]),
  InputError: new errors.InputError("message", "action", "key", []),
  ReadError: new errors.ReadError("message", "action", "key", []),
  WriteError: new errors.WriteError("message", null, "key", [{ message: "m", path: "a.0" }]),
  InitialStateError: new errors.InitialStateError("message", "action", "key", []),
  OutcomeError: new errors.OutcomeError("message", "action"),
  PlaceholderError: new errors.PlaceholderError("action"),
  HaltError: new errors.HaltError("message", ["a"]),
  BusyError: new errors.BusyError("app"),
  AsyncError: new errors.AsyncError("message", "action", null),
  ItemError: new errors.ItemError("message", "action", "item", []),
  HookError: new errors.HookError("message", "postRunStep", "action", { cause: new Error("mine") }),
  ClosedError: new errors.ClosedError("app"),
  ConflictError: new errors.ConflictError({ partitionKey: "p", appId: "app", sequenceId: 3 }),
  PersistenceError: new errors.PersistenceError("message", { appId: "app" }, { cause: new Error("disk full") }),
  SerializationError: new errors.SerializationError("message", "key", "items.0"),
  HydrationError: new errors.HydrationError("message", { partitionKey: null, appId: "app", sequenceId: 3 }, []),
};

describe("every error class", () => {
  test("has its example here, and stands in the surface", () => {
    expect(Object.keys(examples).sort()).toEqual(classes.map(([name]) => name).sort());
    for (const name of Object.keys(errors)) expect(Object.keys(surface)).toContain(name);
  });

  test.each(Object.entries(examples))("%s is a TypeburrError with a name, a code and a stack", (name, error) => {
    expect(error).toBeInstanceOf(errors.TypeburrError);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe(name);
    expect(error.code).toMatch(/^TYPEBURR_[A-Z_]+$/);
    expect(String(error)).toBe(`${name}: ${error.message}`);
    expect(error.stack).toContain("errors.test");
  });

  test("no two share a code", () => {
    const codes = Object.values(examples).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test("is reached by a test of a call", () => {
    const here = fileURLToPath(new URL(".", import.meta.url));
    const texts = readdirSync(here, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts") && file !== "errors.test.ts")
      .map((file) => readFileSync(`${here}/${file}`, "utf8"));
    for (const name of Object.keys(examples)) {
      expect(texts.some((text) => text.includes(`refusal("${name}"`))).toBe(true);
    }
  });

  test("a graph's error joins its sentences, and keeps them apart", () => {
    expect(examples.GraphError).toMatchObject({ message: "one\ntwo", problems: ["one", "two"] });
  });
});
