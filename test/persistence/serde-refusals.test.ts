import { describe, expect, test } from "vitest";
import { decode, encode, encodeCoded, type Json, Unreadable, Unwritable } from "../../src/persistence/serde";
import { again } from "./again";

function refusalOf(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was refused");
}

function unwritable(value: unknown): Unwritable {
  const error = refusalOf(() => encode(value));
  expect(error).toBeInstanceOf(Unwritable);
  return error as Unwritable;
}

class Temperature {
  readonly celsius = 21;
}

describe("what cannot be written says what it is, where, and what would mend it", () => {
  const hidden = Object.defineProperty({ a: 1 }, "b", { value: 2, enumerable: false });
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const detached = new ArrayBuffer(8);
  structuredClone(detached, { transfer: [detached] });
  const refused: [string, unknown, string][] = [
    ["a function", () => 1, "a function, which JSON cannot hold: write what it is made of, as data"],
    ["a class", Temperature, "a function"],
    ["a symbol", Symbol("x"), "a symbol, which JSON cannot hold"],
    ["an instance", new Temperature(), "a Temperature, which JSON cannot hold: give the key a codec"],
    ["one whose name begins with a vowel", new (class Angle {})(), "an Angle, which JSON cannot hold"],
    ["one of a class without a name", new (class {})(), "an object of a class without a name"],
    ["a subclass of a built-in class", new (class Times extends Date {})(), "a Times"],
    ["a subclass of a list", new (class Stack extends Array {})(), "a Stack"],
    ["a boxed number", Object(1), "a boxed number, which JSON cannot hold: write the number itself"],
    ["a weak map", new WeakMap(), "a WeakMap"],
    ["a promise", Promise.resolve(), "a promise, which JSON cannot hold: await it, and write what it gives"],
    ["a generator", (function* () {})(), "give the key a codec"],
    ["shared memory", new SharedArrayBuffer(1), "a SharedArrayBuffer"],
    ["a symbol as a key", { [Symbol("x")]: 1 }, "an object that has a symbol as a key"],
    ["a hidden property", hidden, "an object that has a hidden property, which would be lost"],
    ["a list with properties", Object.assign([1], { index: 0 }), "a list that has properties beside its items"],
    ["a list with a symbol", Object.assign([1], { [Symbol("x")]: 0 }), "a list that has properties beside its items"],
    ["what a match gives", /a/.exec("a"), "a list that has properties beside its items"],
    [
      "a date with properties",
      Object.assign(new Date(0), { zone: "UTC" }),
      "no Date that can be written (it has properties",
    ],
    ["what only looks like a date", Object.create(Date.prototype), "no Date that can be written"],
    ["what only looks like a map", Object.create(Map.prototype), "no Map that can be written"],
    ["what only looks like an address", Object.create(URL.prototype), "no URL that can be written"],
    ["an error whose name is none", Object.assign(new Error("x"), { name: 5 }), "its name is no text"],
    ["memory that was given away", detached, "no ArrayBuffer that can be written"],
    ["a proxy that cannot be read", revoked.proxy, "a value that cannot be read"],
  ];

  test.each(refused)("%s", (_, value, says) => {
    const error = unwritable(value);
    expect(error.path).toBeNull();
    expect(error.reason).toContain(says);
    expect(error.message).toBe(error.reason);
    const inner = unwritable({ items: [0, { price: value }] });
    expect(inner.path).toBe("items.1.price");
    expect(inner.message).toBe(`items.1.price: ${inner.reason}`);
    expect(refusalOf(() => encodeCoded(value))).toBeInstanceOf(Unwritable);
  });

  test("a hole, and a getter, at their own place; and the getter is not called", () => {
    // biome-ignore lint/suspicious/noSparseArray: it is what is refused
    expect(unwritable({ list: [1, , 2] })).toMatchObject({ path: "list.1", reason: expect.stringContaining("a hole") });
    let called = 0;
    const value = {
      get total() {
        called += 1;
        return 1;
      },
    };
    expect(unwritable([value])).toMatchObject({ path: "0.total", reason: expect.stringContaining("getter") });
    const error = Object.defineProperty(new Error("x"), "total", { enumerable: true, get: () => ++called });
    expect(unwritable({ error }).path).toBe("error.properties.total");
    expect(called).toBe(0);
  });

  test("within maps, sets, errors and what a codec has written", () => {
    const bad = Symbol("x");
    expect(unwritable(new Map([["a", bad]])).path).toBe("0.1");
    expect(unwritable(new Set([1, bad])).path).toBe("1");
    expect(unwritable(new Error("x", { cause: { bad } })).path).toBe("cause.bad");
    expect(unwritable(new AggregateError([bad])).path).toBe("errors.0");
    expect(unwritable({ ok: new Map([[{}, new Date()]]), bad }).path).toBe("bad");
  });

  test("a path of any length is cut in the message", () => {
    const error = unwritable({ ["k".repeat(1_000_000)]: Symbol("x") });
    expect(error.message.length).toBeLessThan(300);
    expect(error.message).toContain("…");
  });
});

describe("nesting", () => {
  const nested = (levels: number, around: (inner: unknown) => unknown): unknown => {
    let value: unknown = 1;
    for (let level = 0; level < levels; level++) value = around(value);
    return value;
  };
  const own = (inner: unknown): unknown => {
    const record: Record<string, unknown> = { $type: inner };
    record.self = record;
    return record;
  };
  const kinds: [string, number, (inner: unknown) => unknown][] = [
    ["lists", 1_000, (inner) => [inner]],
    ["records", 1_000, (inner) => ({ inner })],
    ["records that stand in themselves", 1_000, own],
    ["sets", 500, (inner) => new Set([inner])],
    ["errors", 500, (cause) => new Error("x", { cause })],
    ["maps", 333, (inner) => new Map([[inner, 1]])],
  ];

  test.each(kinds)("%s come back from a thousand levels; from more they are refused", (_, levels, around) => {
    const json = JSON.stringify(encode(nested(levels, around)));
    expect(JSON.stringify(encode(decode(JSON.parse(json) as Json)))).toBe(json);
    for (const more of [levels + 1, 50_000]) {
      expect(unwritable(nested(more, around)).reason).toContain("nested deeper than 1000 levels");
    }
  });

  test("JSON that is deeper is refused as well, tagged or not", () => {
    const deep = [
      "[",
      '{"a":',
      '{"$type":"coded","value":',
      '{"$type":"Map","value":',
      '{"$type":"object","value":{"a":',
    ];
    for (const begin of deep) {
      const end = begin === "[" ? "]" : "}".repeat(begin.split("{").length - 1);
      const text = `${begin.repeat(100_000)}1${end.repeat(100_000)}`;
      const error = refusalOf(() => decode(JSON.parse(text) as Json));
      expect(error).toBeInstanceOf(Unreadable);
      expect(error.message).toContain("nested deeper than 1000 levels");
    }
  });
});

describe("JSON that typeburr has not written is refused", () => {
  const tampered: [string, string, string][] = [
    ["an unknown tag", '{"a":[{"$type":"Function","value":"alert(1)"}]}', "a.0: the tag 'Function' is not known"],
    ["a tag that is no text", '{"$type":{"a":1},"value":1}', 'the tag {"a":1} is not known'],
    ["a tag of the language", '{"$type":"constructor","value":1}', "the tag 'constructor' is not known"],
    ["a tag without a value", '{"$type":"Date"}', "that is not as typeburr writes it"],
    ["a tag with more than a value", '{"$type":"Date","value":null,"x":1}', "that is not as typeburr writes it"],
    ["a date that is none", '{"$type":"Date","value":"yesterday"}', "the tag 'Date'"],
    ["a number that is none", '{"$type":"number","value":"12"}', "the tag 'number'"],
    ["a bigint that is none", '{"$type":"bigint","value":"1e3"}', "the tag 'bigint'"],
    ["an address that is none", '{"a":{"$type":"URL","value":"::"}}', "a: Invalid URL"],
    [
      "an expression that is none",
      '{"$type":"RegExp","value":{"source":"(","flags":"","lastIndex":0}}',
      "Invalid regular",
    ],
    ["an expression of nothing", '{"$type":"RegExp","value":null}', "the tag 'RegExp'"],
    ["bytes that are none", '{"$type":"Uint8Array","value":"A?=="}', "the tag 'Uint8Array'"],
    ["half a number", '{"$type":"Float64Array","value":"AAAA"}', "the tag 'Float64Array'"],
    ["a map of no entries", '{"$type":"Map","value":[[1]]}', "the tag 'Map'"],
    ["a map with a key twice", '{"$type":"Map","value":[[1,2],[1,3]]}', "the tag 'Map'"],
    ["a set with a member twice", '{"$type":"Set","value":[1,1]}', "the tag 'Set'"],
    ["an error without a name", '{"$type":"Error","value":{}}', "the tag 'Error'"],
    ["a record that is a list", '{"$type":"object","value":[]}', "the tag 'object'"],
    ["a reference to nothing", '{"a":{"$type":"reference","value":0}}', "a: a reference to nothing"],
    ["what is shared, and no object", '{"$type":"shared","value":1,"id":0}', "the tag 'shared'"],
    ["what is shared twice", '[{"$type":"shared","value":[],"id":0},{"$type":"shared","value":[],"id":0}]', "1: "],
    [
      "a set that is made of itself",
      '{"$type":"shared","value":{"$type":"Set","value":{"$type":"reference","value":0}},"id":0}',
      "the tag 'Set'",
    ],
    [
      "an expression that is made of itself",
      '{"$type":"shared","value":{"$type":"RegExp","value":{"source":{"$type":"reference","value":0}}},"id":0}',
      "a reference to nothing",
    ],
  ];

  test.each(tampered)("%s", (_, text, says) => {
    const error = refusalOf(() => decode(JSON.parse(text) as Json));
    expect(error).toBeInstanceOf(Unreadable);
    expect(error.message).toContain(says);
  });

  test("and __proto__ is a key like any other, in tags too", () => {
    const text = '{"$type":"object","value":{"__proto__":{"polluted":true},"$type":{"$type":"Date","value":null}}}';
    const value = decode(JSON.parse(text) as Json) as Record<string, unknown>;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.getOwnPropertyNames(value)).toEqual(["__proto__", "$type"]);
    expect(value.polluted).toBeUndefined();
    const error = Object.defineProperty(new Error("x"), "__proto__", { value: { polluted: 1 }, enumerable: true });
    expect(Object.getPrototypeOf(again(error))).toBe(Error.prototype);
    expect(Object.hasOwn(again(error) as object, "__proto__")).toBe(true);
  });
});
