import { describe, expect, test } from "vitest";
import { Coded, decode, encode, encodeCoded, type Json } from "../../src/persistence/serde";
import { again, textOf } from "./again";

const date = new Date("2026-01-02T03:04:05.678Z");

describe("what JSON can say", () => {
  const pure: [string, unknown][] = [
    ["nothing", null],
    ["texts", ["", "plain", "\\u0000 is not NUL", "a pair 😀", "line\nbreak", "\u2028"]],
    ["numbers", [0, 1.5, -1, 2 ** 53, 5e-324, 1.7976931348623157e308]],
    ["records", { a: { b: [{ c: true }] }, constructor: 1, prototype: 2, toString: 3, value: 4, type: 5 }],
    ["__proto__ as a key", JSON.parse('{"__proto__":{"polluted":true},"a":{"__proto__":null}}')],
    ["frozen values", Object.freeze([Object.freeze({ a: 1 })])],
  ];

  test.each(pure)("is written and read without a copy: %s", (_, value) => {
    expect(encode(value)).toBe(value);
    expect(decode(value as Json)).toBe(value);
    expect(again(value)).toEqual(value);
    expect(JSON.stringify(again(value))).toBe(JSON.stringify(value));
  });

  test("is not copied where only its neighbour has to be", () => {
    const messages = [{ text: "hi" }];
    const encoded = encode({ messages, at: date }) as { messages: unknown };
    expect(encoded.messages).toBe(messages);
    expect((decode(encoded as Json) as { messages: unknown }).messages).toBe(messages);
  });
});

describe("what JSON has no words for", () => {
  const told: [string, unknown, Json][] = [
    ["a date", date, { $type: "Date", value: "2026-01-02T03:04:05.678Z" }],
    ["an invalid date", new Date(Number.NaN), { $type: "Date", value: null }],
    ["the last date", new Date(8.64e15), { $type: "Date", value: "+275760-09-13T00:00:00.000Z" }],
    ["the first date", new Date(-8.64e15), { $type: "Date", value: "-271821-04-20T00:00:00.000Z" }],
    ["undefined", undefined, { $type: "undefined", value: null }],
    ["undefined in a list", [undefined], [{ $type: "undefined", value: null }]],
    ["undefined in a record", { a: undefined }, { a: { $type: "undefined", value: null } }],
    ["NaN", Number.NaN, { $type: "number", value: "NaN" }],
    ["infinity", Number.POSITIVE_INFINITY, { $type: "number", value: "Infinity" }],
    ["negative infinity", Number.NEGATIVE_INFINITY, { $type: "number", value: "-Infinity" }],
    ["negative zero", -0, { $type: "number", value: "-0" }],
    ["a bigint", -(2n ** 70n), { $type: "bigint", value: "-1180591620717411303424" }],
    ["a map", new Map<unknown, unknown>([[{ a: 1 }, date]]), { $type: "Map", value: [[{ a: 1 }, encode(date)]] }],
    ["an empty map", new Map(), { $type: "Map", value: [] }],
    ["a set", new Set([1, "1", undefined]), { $type: "Set", value: [1, "1", encode(undefined)] }],
    [
      "an address",
      new URL("https://example.org/ä?b#\0c"),
      { $type: "URL", value: "https://example.org/%C3%A4?b#%00c" },
    ],
    ["bytes", new Uint8Array([0, 255]), { $type: "Uint8Array", value: "AP8=" }],
    ["Node's bytes", Buffer.from([0, 255]), { $type: "Buffer", value: "AP8=" }],
    ["a buffer", new Uint8Array([0, 255]).buffer, { $type: "ArrayBuffer", value: "AP8=" }],
    ["a view", new DataView(new Uint8Array([0, 255]).buffer), { $type: "DataView", value: "AP8=" }],
    ["no prototype", Object.assign(Object.create(null), { a: 1 }), { $type: "null-prototype", value: { a: 1 } }],
    ["NUL", "a\0b\\", { $type: "string", value: "a\\u0000b\\\\" }],
    ["half a pair", "\ud800", { $type: "string", value: "\\ud800" }],
    ["NUL in a key", { "a\0\\": 1 }, { $type: "object", value: { "a\\u0000\\\\": 1 } }],
    ["an own $type", { $type: "Date", value: "x" }, { $type: "object", value: { $type: "Date", value: "x" } }],
    [
      "an own $type within one",
      { $type: { $type: "shared", value: [], id: 0 } },
      { $type: "object", value: { $type: { $type: "object", value: { $type: "shared", value: [], id: 0 } } } },
    ],
    ["a codec's", new Coded({ at: date }), { $type: "coded", value: { at: encode(date) } }],
  ];

  test.each(told)("is tagged, and comes back: %s", (_, value, json) => {
    expect(encode(value)).toEqual(json);
    expect(again(value)).toStrictEqual(value);
  });

  test("a negative zero comes back negative, and only it", () => {
    expect(Object.is(again(-0), -0)).toBe(true);
    expect(Object.is(again(0), 0)).toBe(true);
    expect((again([-0, 0]) as number[]).map((number) => Object.is(number, -0))).toEqual([true, false]);
  });

  const arrays = [
    new Int8Array([-1, 2]),
    new Uint8ClampedArray([1, 255]),
    new Int16Array([-300, 300]),
    new Uint16Array([65_535]),
    new Int32Array([-70_000]),
    new Uint32Array([4_000_000_000]),
    new Float32Array([1.5, Number.NaN, -0]),
    new Float64Array([Math.PI, -0]),
    new BigInt64Array([-(2n ** 63n)]),
    new BigUint64Array([2n ** 64n - 1n]),
    new Uint8Array(0),
  ];

  test.each(arrays.map((array) => [array.constructor.name, array] as const))("a list of numbers: %s", (_, array) => {
    const back = again(array) as typeof array;
    expect(back).toStrictEqual(array);
    expect(back.constructor).toBe(array.constructor);
  });

  test("only the bytes that a view shows are written", () => {
    const memory = new Uint8Array(1_000_000);
    memory.set([1, 2, 3], 500);
    expect(textOf(memory.subarray(500, 503)).length).toBeLessThan(100);
    expect(again(memory.subarray(500, 503))).toEqual(new Uint8Array([1, 2, 3]));
    const view = again(new DataView(memory.buffer, 501, 2)) as DataView;
    expect([view.byteLength, view.byteOffset, view.getUint8(0)]).toEqual([2, 0, 2]);
  });

  test("bytes have memory of their own: none that others share", () => {
    const back = again(new Uint8Array([1])) as Uint8Array;
    expect(back.buffer.byteLength).toBe(1);
    expect((again(Buffer.from("a")) as Buffer).buffer.byteLength).toBe(1);
  });

  test("an expression keeps where it stands, and its flags", () => {
    const expression = /(?<a>\u{1F600}|\/|\n)[\ud800\0]/dgimsuy;
    expression.lastIndex = 7;
    const back = again(expression) as RegExp;
    expect([back.source, back.flags, back.lastIndex]).toEqual([expression.source, expression.flags, 7]);
    expect(again(/(?:)/)).toEqual(/(?:)/);
  });
});

describe("errors", () => {
  test("come back as what they are: class, message, stack, cause, properties", () => {
    const cause = new RangeError("too far");
    const error = Object.assign(new TypeError("wrong\0", { cause }), { code: "E_WRONG", at: date });
    const back = again(error) as typeof error;
    expect(back).toBeInstanceOf(TypeError);
    expect(Object.getPrototypeOf(back)).toBe(TypeError.prototype);
    expect([back.name, back.message, back.stack, back.code]).toEqual(["TypeError", "wrong\0", error.stack, "E_WRONG"]);
    expect(back.at).toEqual(date);
    expect(back.cause).toBeInstanceOf(RangeError);
    expect((back.cause as Error).message).toBe("too far");
    expect(Object.keys(back)).toEqual(["code", "at"]);
    expect(Object.hasOwn(back, "name")).toBe(false);
  });

  test("of the application's classes come back as Error, with their name", () => {
    class QuotaError extends RangeError {
      override readonly name = "QuotaError";
      left = 3;
    }
    const back = again(new QuotaError("none left")) as QuotaError;
    expect(Object.getPrototypeOf(back)).toBe(Error.prototype);
    expect([back.name, back.message, back.left, String(back)]).toEqual([
      "QuotaError",
      "none left",
      3,
      "QuotaError: none left",
    ]);
  });

  test("that are several at once have all of them", () => {
    const back = again(new AggregateError([new Error("one"), "two"], "both")) as AggregateError;
    expect(back).toBeInstanceOf(AggregateError);
    expect(back.errors).toEqual([new Error("one"), "two"]);
    expect(Object.keys(back)).toEqual([]);
  });

  test("that are their own cause", () => {
    const error: Error & { cause?: unknown } = new Error("round");
    error.cause = error;
    const back = again(error) as typeof error;
    expect(back.cause).toBe(back);
  });

  test("without a message, without a stack, with an undefined cause, with the name of no error", () => {
    const bare = new Error();
    Reflect.deleteProperty(bare, "stack");
    const back = again([
      bare,
      new Error("x", { cause: undefined }),
      Object.assign(new Error("y"), { name: "toString" }),
    ]);
    const [one, two, three] = back as [Error, Error, Error];
    expect(Object.getOwnPropertyNames(one)).toEqual([]);
    expect(Object.hasOwn(two, "cause")).toBe(true);
    expect(three).toBeInstanceOf(Error);
    expect(three.name).toBe("toString");
  });

  test("of the platform", () => {
    const back = again(new DOMException("stopped", "AbortError")) as Error;
    expect(back).toBeInstanceOf(Error);
    expect([back.name, back.message]).toEqual(["AbortError", "stopped"]);
  });
});

describe("what stands in several places", () => {
  test("comes back once", () => {
    const one = { a: 1 };
    const back = again({ first: one, rest: [one, new Map([[one, one]])] }) as {
      first: object;
      rest: [object, Map<object, object>];
    };
    expect(back.rest[0]).toBe(back.first);
    expect(back.rest[1].get(back.first)).toBe(back.first);
    expect(encode([one, one])).toEqual([
      { $type: "shared", value: { a: 1 }, id: 0 },
      { $type: "reference", value: 0 },
    ]);
  });

  test("of any class", () => {
    const values = [[], {}, Object.create(null), new Map(), new Set(), date, /x/, new URL("a:b"), new Error("x")];
    const more = [new Uint8Array(1), new ArrayBuffer(1), Buffer.from("a"), new Coded(1), { $type: 1 }];
    for (const value of [...values, ...more]) {
      const [one, two] = again([value, value]) as [unknown, unknown];
      expect(one).toBe(two);
      expect(one).toEqual(value);
    }
  });

  test("itself", () => {
    const list: unknown[] = [];
    list.push(list, { list }, new Set([list]));
    const back = again(list) as [unknown, { list: unknown }, Set<unknown>];
    expect([back[0], back[1].list, [...back[2]][0]]).toEqual([back, back, back]);
    expect(back[0]).toBe(back);
    expect(back[1].list).toBe(back);
    expect(back[2].has(back)).toBe(true);
    const map = new Map<unknown, unknown>();
    map.set(map, map);
    const mapBack = again(map) as typeof map;
    expect(mapBack.get(mapBack)).toBe(mapBack);
    const escaped: Record<string, unknown> = { $type: "x" };
    escaped.$type = escaped;
    const escapedBack = again(escaped) as typeof escaped;
    expect(escapedBack.$type).toBe(escapedBack);
    const coded = new Coded(null);
    coded.value = [coded];
    const codedBack = again(coded) as Coded;
    expect((codedBack.value as unknown[])[0]).toBe(codedBack);
  });

  test("costs nothing, however often it does", () => {
    let value: unknown = ["leaf"];
    for (let level = 0; level < 30; level++) value = { left: value, right: value };
    expect(textOf(value).length).toBeLessThan(5_000);
    let at = again(value) as { left: { left: unknown }; right: unknown };
    for (let level = 0; level < 30; level++) {
      expect(at.left).toBe(at.right);
      at = at.left as typeof at;
    }
    expect(at).toEqual(["leaf"]);
  });

  test("also where a store has changed the order of keys", () => {
    const reversed = (json: Json): Json => {
      if (typeof json !== "object" || json === null) return json;
      if (Array.isArray(json)) return json.map(reversed);
      return Object.fromEntries(
        Object.entries(json)
          .reverse()
          .map(([key, member]) => [key, reversed(member)]),
      );
    };
    const inner: Record<string, unknown> = { at: date, list: [date], text: "\0" };
    inner.self = inner;
    const error = new Error("x", { cause: inner });
    const value = { inner, list: [inner], date, error, map: new Map([[error, date]]), chain: { error } };
    const back = decode(reversed(JSON.parse(textOf(value)) as Json)) as typeof value;
    expect(back).toEqual(value);
    expect(back.inner.self).toBe(back.inner);
    expect(back.list[0]).toBe(back.inner);
    expect(back.error.cause).toBe(back.inner);
    expect(back.map.get(back.error)).toBe(back.date);
    expect(back.inner.at).toBe(back.date);
    expect(back.chain.error).toBe(back.error);
  });
});

test("what a codec has written comes back for the codec", () => {
  const back = decode(JSON.parse(JSON.stringify(encodeCoded({ celsius: 21n }))) as Json);
  expect(back).toBeInstanceOf(Coded);
  expect((back as Coded).value).toEqual({ celsius: 21n });
});
