import { expr } from "typeburr";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { js } from "../../support/untyped.js";
import { errors, sentences, touches, typed } from "./graphs.js";

// What is wrong with a text, whatever it is asked of, is tested where expressions are: these are about the graph.
describe("T9: expressions", () => {
  const train = typed({}, { epochs: v.number(), mode: v.picklist(["train", "test"]) });
  const asked = (text: string): string[] => sentences({ train, end: touches("") }, [["train", "end", expr(text)]]);

  test("a key that nobody has is told here, and not as unwritten", () => {
    expect(errors({ train, end: touches("") }, [["train", "end", expr("epoch > 100" as string)]])).toEqual([
      {
        rule: "expression",
        severity: "error",
        message: `'epoch' in "epoch > 100" is no state key; did you mean 'epochs'?`,
        action: "train",
        key: null,
        path: [],
      },
    ]);
    expect(asked("epochs > 100 && mode == 'train'")).toEqual([]);
  });

  test("a key that somebody has may be unwritten all the same", () => {
    const actions = { start: touches(""), train, end: touches("") };
    expect(
      sentences(actions, [
        ["start", "end", expr("epochs > 1")],
        ["end", "train"],
      ]),
    ).toEqual(["the condition of start → end reads 'epochs', which nothing writes on the path start"]);
  });

  test("a key that is only read may be anything, and is unwritten", () => {
    const actions = { train, end: touches("limit?") };
    expect(sentences(actions, [["train", "end", expr("limit.length > 1 && limit")]])).toEqual([
      "the condition of train → end reads 'limit', which nothing writes on the path train",
    ]);
  });

  test("every mistake is told, of each transition once", () => {
    const sometimes = js.or(expr("mode == 'trian'") as never, js.not(expr("epochs == 'a'")));
    const actions = { train, again: train, end: touches("") };
    const told = sentences(actions, [
      [["train", "again"], "end", sometimes],
      ["train", "again", expr("mode > 1")],
    ]);
    expect(told).toHaveLength(3);
    expect(told[0]).toContain("mode == 'trian'");
    expect(told[1]).toContain("epochs == 'a'");
    expect(told[2]).toContain("mode > 1");
  });

  test("initial values and captured errors are known", () => {
    const transitions = [
      ["train", "end", expr("limit < epochs && settings.deep == 1")],
      ["train", "end", js.onError({ capture: "problem" })],
      ["end", "end", expr("problem.message == ''")],
    ];
    const state = { limit: 1, settings: { deep: 1 } };
    expect(sentences({ train, end: touches("") }, transitions.slice(0, 1), state)).toEqual([]);
    expect(
      sentences({ train, end: touches("") }, transitions, { ...state, problem: { name: "", message: "" } }),
    ).toEqual([]);
    expect(sentences({ train, end: touches("") }, transitions.slice(0, 1), { ...state, limit: "1" })).toHaveLength(1);
  });
});
