import { application } from "typeburr";
import { fixedClock, sequentialIds } from "typeburr/testing";
import { expect, test } from "vitest";
import { expectRefusal, refusal } from "../support/refusal.js";
import { chat } from "./chat.js";

test("a fixed clock stands still, or moves by the same step at each look", () => {
  const still = fixedClock();
  expect([still(), still()]).toEqual([0, 0]);
  const moving = fixedClock(new Date("2026-01-01T00:00:00Z"), 500);
  expect([moving(), moving(), moving()].map((time) => new Date(time).toISOString())).toEqual([
    "2026-01-01T00:00:00.000Z",
    "2026-01-01T00:00:00.500Z",
    "2026-01-01T00:00:01.000Z",
  ]);
});

test("ids count up, for each counter by itself", () => {
  const next = sequentialIds("chat");
  const builds = () => chat.withIdentifiers(next()).build().appId;
  expect([builds(), builds()]).toEqual(["chat-1", "chat-2"]);
  expect(sequentialIds()()).toEqual({ appId: "app-1" });
  expect(() => application().withIdentifiers(next())).not.toThrow();
});

test("what is no time and no text is refused", async () => {
  await expectRefusal(() => fixedClock(new Date("soon")), refusal("DefinitionError", "start of fixedClock()", "NaN"));
  await expectRefusal(
    () => fixedClock(0, "1" as never),
    refusal("DefinitionError", "step of fixedClock()", "a string"),
  );
  await expectRefusal(() => sequentialIds(1 as never), refusal("DefinitionError", "sequentialIds()", "a number"));
});
