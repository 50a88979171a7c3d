import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as v from "valibot";
import { expect, test } from "vitest";
import { app } from "./apps.js";
import { streaming, watchedApp } from "./streams.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** What is held after a collection, in bytes. */
const held = (): number => {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
};

const most = 100_000;
const item = v.object({ at: v.number(), text: v.string() });

test.each([
  ["function*", "stream"],
  ["async function*", "stream"],
  ["function*", "run"],
  ["async function*", "run"],
  ["async function*", "result"],
])("a hundred thousand items of an %s do not pile up in %s", async (kind, method) => {
  const atItems: number[] = [];
  const make = (at: number) => {
    if (at % 25_000 === 1_000) atItems.push(held());
    return { at, text: `item ${at}` };
  };
  const many = streaming(
    { item },
    kind === "function*"
      ? function* (state, _, { signal }) {
          signal.addEventListener("abort", () => {});
          for (let at = 0; at < most; at++) yield make(at);
          return state;
        }
      : async function* (state, _, { signal }) {
          signal.addEventListener("abort", () => {});
          for (let at = 0; at < most; at++) yield make(at);
          return state;
        },
  );
  const one = method === "run" ? watchedApp([{ postStreamItem: () => {} }], { many }) : app({ many });
  const { signal } = new AbortController();
  let seen = 0;
  if (method === "run") await one.run({ signal });
  else if (method === "result") await one.stream({ signal }).result;
  else for await (const { type } of one.stream({ signal })) if (type === "item") seen += 1;
  expect(seen).toBe(method === "stream" ? most : 0);
  expect(atItems).toHaveLength(4);
  // Ten bytes an item would be seen
  expect(Math.max(...atItems.slice(1)) - (atItems[0] ?? 0)).toBeLessThan(750_000);
});
