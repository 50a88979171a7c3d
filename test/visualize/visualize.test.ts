import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { palettes } from "../../src/visualize/themes.js";
import { expectRefusal, refusal } from "../support/refusal.js";
import { js } from "../support/untyped.js";
import { draw } from "./random-picture.js";
import { readPicture, readXml } from "./read-picture.js";

const idle = js.action({ reads: {}, writes: {}, run: (state: unknown) => state });
const graphOf = (names: string[], ...transitions: unknown[]) =>
  js
    .application()
    .withActions(Object.fromEntries(names.map((name) => [name, idle])))
    .withTransitions(...transitions)
    .withEntrypoint(names[0])
    .build().graph;
const condition = (name: string) => js.condition({ reads: {}, test: () => true, name });

const shop = graphOf(
  ["ask", "check", "answer"],
  ["ask", "check"],
  ["check", "answer", condition("safe")],
  ["check", "ask"],
  [["ask", "check"], "answer", js.onError(TypeError)],
);

describe("visualize", () => {
  test("marks the entrypoint, and draws each kind of arc in its style, with its condition", () => {
    const { actions, lines, title, description } = readPicture(draw(shop));

    expect(actions.map(({ name, classes }) => [name, ...classes])).toEqual([
      ["ask", "action", "entry"],
      ["check", "action"],
      ["answer", "action"],
    ]);
    expect(lines.map(({ kind, title, label }) => [kind, title, label?.texts.map(({ text }) => text).join()])).toEqual([
      ["plain", "ask → check", undefined],
      ["plain", "check → answer: safe", "safe"],
      ["default", "check → ask: otherwise", undefined],
      ["error", "ask → answer: on TypeError", "on TypeError"],
      ["error", "check → answer: on TypeError", "on TypeError"],
    ]);
    expect(title).toBe("Graph of 3 actions, beginning at ask");
    expect(description).toBe(
      "Begins at ask. ask → check. check → answer: safe. check → ask: otherwise. ask → answer: on TypeError. " +
        "check → answer: on TypeError.",
    );
  });

  test("stands alone: an image for those who hear it, with its size and its style", () => {
    const { name, attributes } = readXml(draw(shop));
    const [, , width, height] = (attributes.viewBox ?? "").split(" ");

    expect(name).toBe("svg");
    expect(attributes).toMatchObject({ xmlns: "http://www.w3.org/2000/svg", role: "img", width, height });
    expect(draw(shop)).not.toMatch(/url\(|href|<script|var\(|\bid=/);
  });

  test("a loop back to the entrypoint goes up, and what leads on goes down", () => {
    const { lines } = readPicture(draw(shop));
    const rises = lines.map(({ line, tip }) => tip.y < (line[0]?.y ?? 0));

    expect(rises).toEqual([false, false, true, false, false]);
  });

  test("what comes first in the text stands to the left", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const routes = names.map((name) => ["route", name, condition(name)]);
    const { actions } = readPicture(draw(graphOf(["route", ...names, "join"], ...routes, [names, "join"])));
    const places = actions.filter(({ name }) => names.includes(name));

    expect(places.sort((one, other) => one.rectangle.x - other.rectangle.x).map(({ name }) => name)).toEqual(names);
  });

  test("a chain stands in one column, with the way back beside it", () => {
    const names = ["one", "two", "three", "four", "five"];
    const links = names.slice(1).map((name, index) => [names[index], name]);
    const { actions } = readPicture(draw(graphOf(names, ...links, ["five", "one"])));
    const middles = actions.map(({ rectangle: { x, width } }) => x + width / 2);

    for (const middle of middles) expect(middle).toBeCloseTo(middles[0] ?? 0, 0);
  });

  test("shows what the actions declare when asked", () => {
    const ask = js.action({
      reads: { topic: v.optional(v.string()) },
      writes: { question: v.string(), asked: v.number() },
      inputs: { text: v.string() },
      deletes: ["draft"],
      run: (state: unknown) => state,
    });
    const { graph } = js.application().withActions({ ask }).withEntrypoint("ask").build();
    const textsOf = (options?: unknown) =>
      readPicture(draw(graph, options)).actions.flatMap(({ texts }) => texts.map(({ text }) => text));

    expect(textsOf()).toEqual(["ask"]);
    expect(textsOf({ schemas: true })).toEqual([
      "ask",
      "reads",
      "topic?",
      "writes",
      "question, asked",
      "inputs",
      "text",
      "deletes",
      "draft",
    ]);
  });

  test("marks where a running application is", () => {
    const progress = { visited: ["ask", "check"], current: "check", next: "answer" };
    const { actions, description } = readPicture(draw(shop, { progress }));

    expect(actions.map(({ classes }) => classes.at(-1))).toEqual(["visited", "current", "next"]);
    expect(description).toMatch(/visited: ask\. current: check\. next: answer\.$/);
    expect(draw(shop, { progress: { visited: [], current: null, next: null } })).toBe(draw(shop));
  });

  test("sets long names in lines, cuts what is too long, and tells all of it where one points", () => {
    const name = "theNameThatGoesOnAndOn".repeat(20);
    const { actions } = readPicture(draw(graphOf([name])));

    expect(actions[0]?.texts).toHaveLength(3);
    expect(actions[0]?.texts.at(-1)?.text).toMatch(/…$/);
    expect(draw(graphOf([name]))).toContain(`<title>${name} (entrypoint)</title>`);
  });

  test.each(["</text><script>alert(1)</script>", '"><g onload="x', "]]>", "&lt;", "--> <!--", "\u0007bell", "\ud800"])(
    "an action and a condition named %j are text, and nothing else",
    (name) => {
      const picture = readPicture(draw(graphOf([name], [name, name, condition(name)])));
      const shown = name.replace("\u0007", "␇").replace("\ud800", "\ufffd");

      expect(picture.actions.map((action) => action.name)).toEqual([shown]);
      expect(picture.lines.map(({ from, to }) => [from, to])).toEqual([[shown, shown]]);
      const label = picture.lines[0]?.label?.texts.map(({ text }) => text).join("");
      expect(label).toBe(shown);
    },
  );

  test("follows the reader's system, unless a theme is asked for", () => {
    expect(readPicture(draw(shop)).style).toContain("@media (prefers-color-scheme:dark)");
    expect(draw(shop, { theme: "auto" })).toBe(draw(shop));
    for (const theme of ["light", "dark"] as const) {
      const { style } = readPicture(draw(shop, { theme }));
      expect(style).not.toContain("@media");
      expect(style).toContain(palettes[theme].ground);
      // Every rule begins with the class of its theme, so that pictures of several may stand in one page
      expect(
        style
          .split("}")
          .slice(0, -1)
          .filter((rule) => !rule.startsWith(`.typeburr-${theme} `)),
      ).toEqual([]);
    }
  });

  test("takes a graph, and options that it knows", async () => {
    await expectRefusal(() => draw({}), refusal("DefinitionError", "visualize()", "app.graph", "an object"));
    await expectRefusal(() => draw(undefined), refusal("DefinitionError", "visualize()", "undefined"));
    const wrong: [unknown, ...string[]][] = [
      ["dark", "visualize()", "a string"],
      [{ direction: "TB" }, '"TD" or "LR"', "'TB'"],
      [{ themes: "dark" }, "no option 'themes'", "'theme'"],
      [{ theme: "grey" }, "theme of visualize()", "'grey'"],
      [{ progress: "ask" }, "progress of visualize()", "a string"],
      [{ progress: { curent: "ask" } }, "'curent'", "'current'"],
      [{ progress: { visited: "ask" } }, "visited of visualize()", "a list", "a string"],
      [{ progress: { current: "aks" } }, "no action 'aks'", "'ask'"],
      [{ progress: { next: 1 } }, "next of visualize()", "a number"],
      [{ progress: { visited: [null] } }, "visited of visualize()", "null"],
    ];
    for (const [options, ...says] of wrong) {
      await expectRefusal(() => draw(shop, options), refusal("DefinitionError", ...says));
    }
  });
});

describe.each(["light", "dark"] as const)("the %s palette", (theme) => {
  const { ground, box, text, muted, visited, accent, onAccent, error, line, rim } = palettes[theme];

  test.each([
    ["names", text, box],
    ["names that were visited", text, visited],
    ["the name that is current", onAccent, accent],
    ["labels", muted, ground],
    ["verbs", muted, box],
    ["errors", error, ground],
  ])("%s can be read", (_, front, back) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ["lines", line, ground],
    ["rims", rim, ground],
    ["the accent", accent, ground],
  ])("%s can be seen", (_, front, back) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(3);
  });
});

/** The contrast of two colours as the Web Content Accessibility Guidelines reckon it. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
