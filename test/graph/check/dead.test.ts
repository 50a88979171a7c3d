import { describe, expect, test } from "vitest";
import { js } from "../../support/untyped.js";
import { errors, sentences, touches } from "./graphs.js";

describe("T6: dead transitions", () => {
  const actions = { a: touches(""), b: touches(""), c: touches("") };

  test("behind one that is always open, in this call or an earlier one", () => {
    expect(
      errors(actions, [
        ["a", "b"],
        ["a", "c", js.otherwise],
        ["b", "c"],
        [["c", "b"], "a"],
      ]),
    ).toMatchObject([
      { message: "transition a → c can never be taken: a → b before it always is", action: "a", key: null, path: [] },
      { message: "transition b → a can never be taken: b → c before it always is" },
    ]);
  });

  test("not behind a condition, even one that always holds when it is asked", () => {
    expect(
      errors(actions, [
        ["a", "b", js.not(js.not(js.otherwise))],
        ["a", "c"],
      ]),
    ).toEqual([]);
  });

  test("not within one list of sources", () => {
    expect(errors(actions, [[["a", "a"], "b"]])).toEqual([]);
  });

  test("error edges neither block nor are blocked", () => {
    expect(
      errors(actions, [
        ["a", "b", js.onError()],
        ["a", "b"],
        ["a", "c", js.onError(TypeError)],
      ]),
    ).toEqual([]);
    expect(
      sentences(actions, [
        ["a", "b"],
        ["a", "c", js.onError()],
        ["a", "c"],
      ]),
    ).toEqual(["transition a → c can never be taken: a → b before it always is"]);
  });
});
