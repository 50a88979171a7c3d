import { describe, expect } from "vitest";
import { onSome } from "../harness/for-tests.js";
import { chat, versions } from "./chat.js";

const events = "for await (const event of app.stream())";

/** The whole list at the marker, in any order. */
function offers(names: string, code: string): void {
  onSome(versions, code.trim(), async ({ completions }) => {
    const offered = (await completions(chat + code)).filter((name) => name !== "");
    expect(offered.sort().join(" ")).toBe(names);
  });
}

describe("in stream(): halts, inputs, events", () => {
  offers("@tag:thinks answer decide prompt", `app.stream({ haltAfter: ["/*|*/"] });`);
  offers("@tag:thinks answer decide prompt", `app.stream({ haltBefore: ["prompt", "/*|*/"] });`);
  offers("haltAfter haltBefore inputs signal", "app.stream({ /*|*/ });");
  offers("size text", "app.stream({ inputs: { /*|*/ } });");
  offers("start step", `${events} if (event.type === "/*|*/") {}`);
  offers("answer decide prompt", `${events} if (event.action === "/*|*/") {}`);
  offers("tokens", `${events} if (event.type === "step" && event.action === "answer") event.result./*|*/;`);
  offers(
    "answer",
    `const { result } = app.stream({ haltAfter: ["answer"] }); if ((await result).action === "/*|*/") {}`,
  );
});
