import { describe, expect } from "vitest";
import { onSome } from "../harness/for-tests.js";
import { chat, versions } from "./chat.js";

// What the user hovers is short and flat: its own names, and of ours only those that are exported.

/** The whole hover at the marker. Unions and members stand in any order: compilers differ. */
function shows(title: string, code: string, text: string): void {
  onSome(versions, title, async ({ hover }) => {
    const shown = await hover(chat + code);
    expect(inOrder(shown), shown).toEqual(inOrder(text));
    expect(helpersIn(shown)).toEqual([]);
  });
}

/** The hover at the marker is no longer than that, and names no helper type. */
function isShort(title: string, code: string, lines: number): void {
  onSome(versions, title, async ({ hover }) => {
    const shown = await hover(chat + code);
    expect(shown.split("\n").length, shown).toBeLessThanOrEqual(lines);
    expect(helpersIn(shown)).toEqual([]);
  });
}

/** The hover should be short, and is not yet: fails as soon as it is. */
function isLong(title: string, code: string, lines: number): void {
  onSome(versions, title, async ({ hover }) => {
    const shown = await hover(chat + code);
    const isFlat = helpersIn(shown).length === 0 && shown.split("\n").length <= lines;
    expect(isFlat, `This is short now: make it \`isShort\`.\n${shown}`).toBe(false);
  });
}

// hover -> its lines, sorted, and so the members of each union of literals
function inOrder(text: string): string[] {
  const unions = /"[^"]*"(?: \| "[^"]*")+/g;
  const lines = text.trim().split("\n");
  return lines.map((line) => line.trim().replace(unions, (all) => all.split(" | ").sort().join(" | "))).sort();
}

const known = new Set("Application Condition GraphError HistoryEntry Promise State When".split(" "));

// hover -> the generic types it names that a user does not know or want: our helpers, and whatever carries the facts of
// a whole graph
function helpersIn(text: string): string[] {
  return [...text.matchAll(/\b([A-Z]\w*)</g)].map(([, name]) => String(name)).filter((name) => !known.has(name));
}

const stop = `const stop = await app.run({ haltAfter: ["answer"] });`;

describe("where a run stopped", () => {
  shows(
    "stop",
    stop.replace("stop", "/*|*/stop"),
    `const stop: {
      readonly action: "answer";
      readonly halted: "after";
      readonly result: { tokens: number };
      readonly state: {
        readonly prompt: string;
        readonly history: {
          role: "user" | "assistant";
          content: string;
        }[];
        readonly mode: "image" | "code";
        readonly safe: true;
        readonly response: string;
      };
    }`.replace("{ tokens: number }", "{\ntokens: number;\n}"),
  );

  shows(
    "stop.state: what only some paths write is optional",
    `const stop = await app.run({ haltAfter: ["decide"] }); if (stop.halted === "after") stop./*|*/state;`,
    `(property) state: {
      readonly prompt: string;
      readonly history: {
        role: "user" | "assistant";
        content: string;
      }[];
      readonly mode: "image" | "code";
      readonly safe: boolean;
      readonly response?: string;
    }`,
  );

  shows(
    "stop.action",
    `const stop = await app.run({ haltAfter: ["decide", "prompt"], haltBefore: ["prompt"] }); stop./*|*/action;`,
    `(property) action: "decide" | "prompt" | "answer"`,
  );

  isShort(
    "stop, at one of several actions",
    `const /*|*/stop = await app.run({ haltAfter: ["decide", "prompt"], haltBefore: ["prompt"] });`,
    80,
  );
  isShort("step", "const /*|*/step = await app.step();", 80);
  isShort("an event of a stream", "for await (const /*|*/event of app.stream()) {}", 80);
});

describe("the application", () => {
  isLong("app", "const /*|*/other = app;", 20);

  // What is loaded is no other application
  onSome(versions, "app, loaded, is what it is without", async ({ hover }) => {
    const graph = `start.withTransitions(["prompt", "decide"], ["decide", "answer"])`;
    const built = `${graph}.withEntrypoint("prompt").withState({ history: [] }).build()`;
    const loaded = `await ${graph}.initializeFrom(store, { default: { state: { history: [] }, entrypoint: "prompt" } }).build()`;
    const shown = await hover(`${chat} const /*|*/other = ${loaded};`);
    expect(shown).toBe(await hover(`${chat} const /*|*/other = ${built};`));
    expect(shown).toContain("const other: Application<");
  });

  isShort("a step of its history", "const /*|*/latest = app.history[0];", 12);

  shows(
    "InferState",
    "type /*|*/ChatState = InferState<typeof app>;",
    `type ChatState = {
      readonly history: {
        role: "user" | "assistant";
        content: string;
      }[];
      readonly prompt?: string;
      readonly mode?: "image" | "code";
      readonly safe?: boolean;
      readonly response?: string;
    }`,
  );

  onSome(new Set(["5.9"]), "build, while the graph is wrong, is the sentence", async ({ hover }) => {
    const shown = await hover(
      `${chat} start.withTransitions(["prompt", "decide"]).withEntrypoint("decide")./*|*/build();`,
    );
    const sentence = "action 'decide' reads 'prompt', which nothing writes on the path decide";
    expect(shown.endsWith(`.build: GraphError<"${sentence}">`), shown).toBe(true);
  });
});

describe("in run", () => {
  const declared =
    "reads: { prompt: v.string(), n: v.number() }, writes: { out: v.string(), more: v.optional(v.string()) }";
  const state = `State<{
      readonly prompt: string;
      readonly n: number;
    }, {
      readonly out: string;
      readonly more: string | undefined;
    }`;

  shows(
    "state",
    `action({ ${declared}, run: (/*|*/state) => state.update({ out: "" }) });`,
    `(parameter) state: ${state}, never, never>`,
  );
  shows(
    "state after update knows what is done",
    `action({ ${declared}, run: (state) => { const /*|*/next = state.update({ out: "" }); return next; } });`,
    `const next: ${state}, "out", never>`,
  );
  shows(
    "a key",
    `action({ ${declared}, run: (state) => state.update({ out: state./*|*/prompt }) });`,
    "(property) prompt: string",
  );
  shows(
    "inputs",
    "action({ reads: {}, writes: {}, inputs: { text: v.string(), n: v.optional(v.number(), 1) }, run: (state, /*|*/inputs) => state });",
    `(parameter) inputs: {
      readonly text: string;
      readonly n: number;
    }`,
  );
  shows(
    "getAll()",
    `action({ ${declared}, run: (state) => { const /*|*/all = state.getAll(); return state.update({ out: all.prompt }); } });`,
    `const all: {
      readonly prompt: string;
      readonly n: number;
    }`,
  );
  isLong(
    "subset()",
    `action({ ${declared}, run: (state) => { const /*|*/some = state.subset("n"); return state.update({ out: "" }); } });`,
    10,
  );
  isLong("update", `action({ ${declared}, run: (state) => state./*|*/update({ out: "" }) });`, 20);
});

describe("what an action is made of", () => {
  isShort("when", "const /*|*/isSafe = when({ safe: true });", 4);
  isLong("condition", "const /*|*/isLate = condition({ reads: { n: v.number() }, test: ({ n }) => n > 1 });", 6);
});
