import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { js, type UntypedState } from "../support/untyped.js";

type Schemas = Readonly<Record<string, v.GenericSchema>>;
const typed = (reads: Schemas, writes: Schemas = {}, deletes: readonly string[] = []) =>
  js.action({ reads, writes, deletes, run: (state: UntypedState) => state });

const build = (actions: Record<string, unknown>, transitions: unknown[], state: object) => () =>
  js
    .application()
    .withActions(actions)
    .withTransitions(...transitions)
    .withEntrypoint(Object.keys(actions)[0])
    .withState(state)
    .build();

describe("an initial value that does not fit is held against it by whom it can reach", () => {
  const passes = typed({});
  const draft = { draft: v.string() };

  test("past actions that do not write it", () => {
    const refuses = "initial state: 'draft' does not fit what action 'end' reads";
    expect(build({ a: passes, end: typed(draft) }, [["a", "end"]], { draft: null })).toThrow(refuses);
    expect(build({ a: typed({}, draft), end: typed(draft) }, [["a", "end"]], { draft: null })).not.toThrow();
    const maybe = typed({}, { draft: v.optional(v.string()) });
    expect(build({ a: maybe, end: typed(draft) }, [["a", "end"]], { draft: null })).toThrow(refuses);
    const deletes = typed({}, {}, ["draft"]);
    expect(build({ a: deletes, end: typed(draft) }, [["a", "end"]], { draft: null })).toThrow(refuses);
  });

  test("past an action that has failed, unless the error stands there instead", () => {
    const actions = { a: typed({}, draft), end: typed(draft) };
    const transitions = [
      ["a", "end"],
      ["a", "end", js.onError()],
    ];
    expect(build(actions, transitions, { draft: null })).toThrow("'draft' does not fit");
    const captured = [
      ["a", "end"],
      ["a", "end", js.onError({ capture: "draft" })],
    ];
    expect(build(actions, captured, { draft: null })).not.toThrow();
  });

  test("past conditions that do not exclude it", () => {
    const actions = { a: passes, b: passes, end: typed({ mode: v.literal("image") }) };
    const by = (...transitions: unknown[]) => build(actions, transitions, { mode: "text", list: [] });
    expect(by(["a", "end", { mode: "image" }])).not.toThrow();
    expect(by(["a", "b", { mode: "text" }], ["a", "end"])).not.toThrow();
    expect(by(["a", "b"], ["b", "end", js.not(js.when({ mode: "text" }))])).not.toThrow();
    expect(by(["a", "b"], ["b", "end", js.not(js.when({ mode: "image" }))])).toThrow("'mode' does not fit");
    expect(by(["a", "end", js.or(js.when({ mode: "image" }))])).toThrow("'mode' does not fit");
    const lists = { a: passes, end: typed({ list: v.array(v.string()), mode: v.string() }) };
    expect(build(lists, [["a", "end", { list: null }]], { list: [1], mode: "" })).not.toThrow();
    expect(build(lists, [["a", "end", js.not(js.when({ list: null }))]], { list: [1], mode: "" })).toThrow("'list'");
  });
});
