import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { portable, unportable } from "../../src/persistence/portable";
import { decode, encode, type Json, Unreadable } from "../../src/persistence/serde";
import { holds } from "../support/property";
import { again, textOf } from "./again";
import { comparable, graph, text, tree } from "./graphs";
import { differenceBetween } from "./same";

/** What a store might not keep, in JSON's own words or by an escape. */
function refusedIn(json: string): string | null {
  const escapes = json.match(/\\(?:u[0-9a-fA-F]{4}|.)/g) ?? [];
  const bad = escapes.find((one) => /^\\u(?:0000|[dD][89a-fA-F])/.test(one));
  return bad ?? (/[\0\p{Surrogate}]/u.test(json) ? "raw" : null);
}

test("any value that stands in itself in any way comes back as it was", () => {
  holds(
    fc.property(graph, (value) => {
      const back = again(value);
      expect(differenceBetween(value, back)).toBeNull();
      expect(refusedIn(textOf(value))).toBeNull();
    }),
    2_000,
  );
});

test("Node's own comparison finds no difference", () => {
  holds(
    fc.property(comparable, (value) => {
      expect(isDeepStrictEqual(again(value), value)).toBe(true);
    }),
  );
});

test("any value comes back as it was, and what it is written as is written the same again", () => {
  holds(
    fc.property(tree, (value) => {
      const back = again(value);
      expect(differenceBetween(value, back)).toBeNull();
      expect(isDeepStrictEqual(back, value)).toBe(true);
      expect(textOf(back)).toBe(textOf(value));
      expect(refusedIn(textOf(value))).toBeNull();
    }),
    2_000,
  );
});

test("JSON is its own writing, but for what stores refuse, and tags", () => {
  holds(
    fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!text.includes("$type") && !text.includes("-0") && !text.includes("\\u0000") && !Object.is(value, -0));
      const json = JSON.parse(text) as Json;
      expect(encode(json)).toBe(json);
      expect(decode(json)).toBe(json);
    }),
    500,
  );
});

test("the values are not changed by being written, and the JSON not by being read", () => {
  holds(
    fc.property(graph, (value) => {
      const before = textOf(value);
      const json = JSON.parse(before) as Json;
      decode(json);
      expect(JSON.stringify(json)).toBe(before);
      expect(textOf(value)).toBe(before);
    }),
  );
});

test("portable text has nothing that a store might not keep, and tells which text it was", () => {
  holds(
    fc.property(text, text, (one, other) => {
      expect(unportable(portable(one))).toBe(one);
      expect(portable(one)).not.toMatch(/[\0\p{Surrogate}]/u);
      expect(portable(one) === portable(other)).toBe(one === other);
    }),
    5_000,
  );
});

test("any JSON, with tags or what looks like them, is read or refused, and pollutes nothing", () => {
  const tag = fc.constantFrom(
    ..."undefined number string bigint object null-prototype shared reference coded Date Map Set URL RegExp Error".split(
      " ",
    ),
    ..."Uint8Array BigInt64Array DataView ArrayBuffer Buffer Function __proto__ constructor".split(" "),
  );
  const json = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<Json>(null, 0, 1, "", "AAAA", "x", "NaN", "__proto__", true),
      fc.array(tie("json"), { maxLength: 3 }),
      fc.record({ $type: tag, value: tie("json") }),
      fc.record({ $type: fc.constant("shared"), value: tie("json"), id: fc.nat({ max: 2 }) }),
      fc.record({ $type: fc.constant("reference"), value: fc.nat({ max: 2 }) }),
      fc.dictionary(fc.constantFrom("$type", "value", "__proto__", "name", "source", "constructor", "a"), tie("json"), {
        maxKeys: 3,
      }),
    ),
  })).json;
  let read = 0;
  holds(
    fc.property(json, (one) => {
      const before = JSON.stringify(one);
      try {
        const value = decode(JSON.parse(before) as Json);
        read += 1;
        // What can be read can be written again
        expect(differenceBetween(again(value), value)).toBeNull();
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable);
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    }),
    5_000,
  );
  expect(read).toBeGreaterThan(500);
});
