import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { js } from "../../support/untyped.js";
import { check, sentences, touches, typed, warnings } from "./graphs.js";

describe("warnings", () => {
  test("an action that no transition leads to", () => {
    const actions = { a: touches(""), b: touches(""), lost: touches(""), far: touches("") };
    expect(
      check(actions, [
        ["a", "b"],
        ["lost", "far"],
      ]),
    ).toEqual([
      {
        rule: "unreachable-action",
        severity: "warning",
        message: "action 'lost' can never be reached",
        action: "lost",
        key: null,
        path: [],
      },
      expect.objectContaining({ message: "action 'far' can never be reached" }),
    ]);
    expect(
      warnings(
        actions,
        [
          ["a", "b", js.onError()],
          ["b", "lost", { k: 1 }],
          ["b", "far"],
        ],
        { k: 1 },
      ),
    ).toEqual([]);
  });

  test("a key that is written, and that no action and no condition reads", () => {
    const actions = { a: touches("x? -> x y z? w"), b: touches("-> y") };
    const reads = js.condition({ reads: { z: v.optional(v.string()) }, test: () => true });
    expect(
      warnings(actions, [
        ["a", "b", reads],
        ["a", "b", { w: "" }],
      ]),
    ).toEqual([
      "action 'a' writes 'y', which no action and no condition reads",
      "action 'b' writes 'y', which no action and no condition reads",
    ]);
  });

  test("a key that is captured, and that nobody reads, may be for the caller", () => {
    expect(warnings({ a: touches("") }, [["a", "a", js.onError({ capture: "x" })]])).toEqual([]);
  });

  test("a key that is read where it may be missing, and is never there", () => {
    const actions = { a: touches("x?"), b: touches("y"), lost: touches("x z") };
    expect(warnings(actions, [["a", "b"]], { y: "" })).toEqual([
      "action 'lost' can never be reached",
      "action 'a' reads 'x', which nothing writes and the initial state does not give",
      "action 'lost' reads 'x', which nothing writes and the initial state does not give",
      "action 'lost' reads 'z', which nothing writes and the initial state does not give",
    ]);
    const edge = ["a", "b", js.onError({ capture: "x" })];
    expect(warnings({ a: touches(""), b: typed({ x: v.optional(v.any()) }, {}) }, [edge])).toEqual([]);
    // Where it must be there it is an error already
    expect(warnings({ a: touches("x") }, [])).toEqual([]);
  });

  test("no warning keeps a graph from being right", () => {
    expect(sentences({ a: touches("x? -> y"), lost: touches("") }, [])).toEqual([]);
  });
});
