import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { holds } from "../support/property";
import { text } from "./graphs";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe("on platforms without Node's Buffer", () => {
  const withoutBuffer = async () => {
    vi.resetModules();
    vi.stubGlobal("Buffer", undefined);
    return await import("../../src/persistence/serde");
  };

  test("bytes are written as they are on Node, and read", async () => {
    const onNode = await import("../../src/persistence/serde");
    const { encode, decode } = await withoutBuffer();
    holds(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        vi.unstubAllGlobals();
        const json = onNode.encode(bytes);
        vi.stubGlobal("Buffer", undefined);
        expect(encode(bytes)).toEqual(json);
        expect(decode(json)).toEqual(bytes);
      }),
      50,
    );
  });

  test("a Buffer that was stored is read as the bytes that it is", async () => {
    const { decode, Unreadable } = await withoutBuffer();
    expect(decode({ $type: "Buffer", value: "AP8=" })).toStrictEqual(new Uint8Array([0, 255]));
    expect(() => decode({ $type: "Buffer", value: "A" })).toThrow(Unreadable);
  });
});

test("on platforms without isWellFormed() the same texts are kept as they are", async () => {
  const { isKeepable } = await import("../../src/persistence/portable");
  vi.resetModules();
  const isWellFormed = Object.getOwnPropertyDescriptor(String.prototype, "isWellFormed") ?? {};
  Reflect.deleteProperty(String.prototype, "isWellFormed");
  const old = await import("../../src/persistence/portable");
  Object.defineProperty(String.prototype, "isWellFormed", isWellFormed);
  expect(old.isKeepable).not.toBe(isKeepable);
  holds(
    fc.property(text, (one) => {
      expect(old.isKeepable(one)).toBe(isKeepable(one));
    }),
    1_000,
  );
});
