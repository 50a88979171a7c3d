import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { StateRecord as State } from "../../src/state/state.js";
import { holds } from "../support/property.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { anything, handOut } from "./hand-out.js";

const numbers = fc.array(fc.integer(), { maxLength: 4 });

describe("merge of branches made from one state", () => {
  test("replays only what is new: both append, nothing is lost, nothing comes twice", () => {
    holds(
      fc.property(numbers, numbers, numbers, (shared, first, second) => {
        const trunk = handOut({ left: [0], up: 1 }, anything)
          .extend({ left: shared })
          .increment({ up: 10 });
        const one = trunk.extend({ left: first }).increment({ up: 100 });
        const two = trunk.extend({ left: second }).increment({ up: 1_000 });
        expect(one.merge(two).getAll()).toEqual({ left: [0, ...shared, ...first, ...second], up: 1_111 });
        expect(two.merge(one).getAll()).toEqual({ left: [0, ...shared, ...second, ...first], up: 1_111 });
      }),
    );
  });

  test("with itself, with its trunk, and the same branch once more, adds nothing", () => {
    const trunk = handOut({}, anything).append({ left: 1 });
    const one = trunk.append({ left: 2 }).increment({ up: 1 });
    const two = trunk.append({ left: 3 });
    expect(one.merge(one).getAll()).toEqual(one.getAll());
    expect(one.merge(trunk).getAll()).toEqual(one.getAll());
    expect(trunk.merge(one).getAll()).toEqual(one.getAll());
    expect(one.merge(two).merge(two).getAll()).toEqual({ left: [1, 2, 3], up: 1 });
    expect(one.merge(two).merge(one.merge(two)).getAll()).toEqual({ left: [1, 2, 3], up: 1 });
  });

  test("of a key that both set, the other's value stands", () => {
    const trunk = handOut({}, anything);
    expect(
      trunk
        .update({ any: 1 })
        .merge(trunk.update({ any: 2 }))
        .getAll(),
    ).toEqual({ any: 2 });
  });

  test("what comes of it is parsed: two branches that fit may not fit together", async () => {
    const trunk = handOut(
      { up: 5 },
      { up: v.pipe(v.number(), v.maxValue(10)), left: v.pipe(v.array(v.string()), v.maxLength(1)) },
    );
    const more = trunk.increment({ up: 4 });
    await expectRefusal(() => more.merge(trunk.increment({ up: 4 })), refusal("WriteError", "'work'", "'up'", "13"));
    const one = trunk.append({ left: "a" });
    await expectRefusal(() => one.merge(trunk.append({ left: "b" })), refusal("WriteError", "'left'", "length"));
  });

  test("what was parsed is not parsed again", () => {
    const length = v.pipe(
      v.string(),
      v.transform((text) => text.length),
    );
    const trunk = handOut({}, { left: v.array(length), any: length });
    const one = trunk.append({ left: "a" }).update({ any: "abc" });
    expect(trunk.append({ left: "abcd" }).merge(one).getAll()).toEqual({ left: [4, 1], any: 3 });
  });

  test("of a key that one wiped and the other wrote, the other's stands", () => {
    const trunk = handOut({ any: 0, left: [0], up: 5 }, anything);
    const written = trunk.update({ any: 1 }).append({ left: 1 }).increment({ up: 1 });
    const wiped = trunk.wipe("any", "left", "up");
    expect(written.merge(wiped).getAll()).toEqual({});
    // What the other did is done once more here: on what has been wiped
    expect(wiped.merge(written).getAll()).toEqual({ any: 1, left: [1], up: 1 });
    expect(wiped.merge(wiped).getAll()).toEqual({});
    expect(wiped.merge(trunk).getAll()).toEqual({});
    expect(written.merge(wiped.append({ left: 9 })).getAll()).toEqual({ left: [9] });
  });

  test("a key that both wiped is gone, once written again it is there", () => {
    const trunk = handOut({ any: 0 }, anything);
    const again = trunk.wipe("any").update({ any: 1 });
    expect(trunk.wipe("any").merge(again).getAll()).toEqual({ any: 1 });
    expect(again.merge(trunk.wipe("any")).getAll()).toEqual({});
  });

  test("a key named __proto__ is merged as data", () => {
    const key = "__proto__";
    const trunk = handOut({}, { [key]: v.unknown(), list: v.array(v.number()) });
    const other = trunk.update(JSON.parse('{ "__proto__": { "polluted": true } }'));
    const merged = trunk.append({ list: 1 }).merge(other);
    expect(JSON.stringify(merged)).toBe('{"list":[1],"__proto__":{"polluted":true}}');
    expect((merged as unknown as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("merge of a state from elsewhere", () => {
  test("sets its values, parsed", async () => {
    const one = handOut({}, { up: v.number() });
    expect(one.merge(State.of({ up: 2 })).getAll()).toEqual({ up: 2 });
    await expectRefusal(() => one.merge(State.of({ up: "2" })), refusal("WriteError", "'up'"));
    await expectRefusal(() => one.merge(State.of({ down: 1 })), refusal("WriteError", "'down'", "not declared"));
  });

  test("says nothing of what is not in it, wiped or not", () => {
    const one = handOut({ up: 1 }, { up: v.number() });
    expect(one.merge(State.of({ up: 2 }).wipe("up")).getAll()).toEqual({ up: 1 });
  });

  test("takes a state, and says so", async () => {
    for (const wrong of [null, undefined, {}, [], "state"]) {
      await expectRefusal(
        () => handOut({}, {}).merge(wrong as unknown as State),
        refusal("DefinitionError", "merge()"),
      );
    }
  });
});
