import * as v from "valibot";
import { expect, test } from "vitest";
import { js } from "../../support/untyped.js";
import { check, touches, typed } from "./graphs.js";

test("errors come first, by the number of their rule and then as they are declared; then the warnings", () => {
  const number = v.number();
  const actions = {
    a: typed({ x: v.string() }, { n: number, unused: v.string() }),
    b: touches("n x d"),
    c: touches("-> -d"),
    lost: touches(""),
  };
  const isText = js.condition({ reads: { n: v.string() }, test: () => true });
  const transitions = [
    ["a", "c", { y: 1 }],
    ["a", "b", isText],
    ["a", "b"],
    ["a", "a"],
    ["c", "b", { d: "" }],
  ];
  expect(check(actions, transitions, { d: "" }).map(({ rule, action, key }) => [rule, action, key])).toEqual([
    ["unwritten-read", "a", "x"],
    ["unwritten-read", "b", "x"],
    ["unfit-read", "b", "n"],
    ["unwritten-condition", "a", "y"],
    ["unfit-condition", "a", "n"],
    ["dead-transition", "a", null],
    ["deleted-read", "b", "d"],
    ["deleted-condition", "c", "d"],
    ["unreachable-action", "lost", null],
    ["unused-write", "a", "unused"],
  ]);
});

test("a right graph has no problem, whatever it is made of", () => {
  const mode = v.picklist(["image", "text"]);
  const actions = {
    decide: typed({}, { mode }),
    image: typed({ mode: v.literal("image") }, { picture: v.string() }, ["mode"]),
    text: typed({ mode: v.literal("text") }, { answer: v.string() }),
    show: touches("picture? answer?"),
    apologise: typed({ problem: v.object({ message: v.string() }), mode }, {}),
  };
  const transitions = [
    ["decide", "image", { mode: "image" }],
    ["decide", "text"],
    [["image", "text"], "apologise", js.onError({ max: 2, capture: "problem" })],
    [["image", "text"], "show"],
    [["show", "apologise"], "decide"],
  ];
  expect(check(actions, transitions)).toEqual([]);
});

// Two shared cores take 0.1 s for the right one; what grows with the square of the actions would take minutes
test("2,000 actions are checked in a moment, right and wrong", () => {
  const size = 2_000;
  const chain = (last: string): readonly unknown[] => {
    const names = Array.from({ length: size }, (_, index) => `n${index}`);
    const keys = (index: number): string =>
      [1, 2, 3].flatMap((back) => (index < back ? [] : `k${index - back}`)).join(" ");
    const actions = names.map((name, index) => [
      name,
      touches(`mode shared ${keys(index)} ${index === size - 1 ? last : ""} -> k${index}`),
    ]);
    const transitions = names.flatMap((name, index) => [
      ...(index % 5 === 4 ? [[name, `n${index - 4}`, js.when({ [`k${index}`]: "again" })]] : []),
      ...(index === size - 1 ? [] : [[name, `n${index + 1}`, js.not(js.when({ mode: "none" }))]]),
    ]);
    const problems = check(Object.fromEntries(actions), transitions, { mode: "all", shared: "" });
    return problems.filter(({ severity }) => severity === "error");
  };
  const start = performance.now();
  expect(chain("")).toEqual([]);
  expect(chain("missing")).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(20_000);
});
