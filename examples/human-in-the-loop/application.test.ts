import { readFileSync } from "node:fs";
import { application, expr } from "typeburr";
import { describe, expect, test } from "vitest";
import { actionsFor } from "./actions.js";
import { createCorrespondence } from "./application.js";
import type { Assistant } from "./assistant.js";
import { rules } from "./rules.js";

const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");

const question = { from: "ada@example.org", subject: "Thursday", body: "Are you free?" };
const news = { from: "charles@example.org", subject: "Parcel", body: "It has arrived." };

const halts = { haltBefore: ["clarify", "review"], haltAfter: ["send"] } as const;

const createOffice = (assistant: Assistant = rules) => {
  const letters: { to: string; subject: string; body: string }[] = [];
  const app = createCorrespondence(assistant, async (letter) => {
    letters.push(letter);
  });
  return { app, letters };
};

describe("correspondence", () => {
  test("sends no letter before the user has read it", async () => {
    const { app, letters } = createOffice();

    const pause = await app.run({ ...halts, inputs: { email: news } });
    expect(pause).toMatchObject({ action: "review", halted: "before", result: null });
    expect(letters).toEqual([]);

    const stop = await app.run({ ...halts, inputs: { feedback: null } });
    expect(stop).toMatchObject({ action: "send", halted: "after", state: { sent: 1 } });
    expect(letters).toEqual([{ to: "charles@example.org", subject: "Re: Parcel", body: app.state.draft }]);
  });

  test("asks what only the user can know", async () => {
    const { app } = createOffice();

    const pause = await app.run({ ...halts, inputs: { email: question } });
    expect(pause.action).toBe("clarify");
    expect(pause.state.questions).toEqual(["Are you free?"]);

    const next = await app.run({ ...halts, inputs: { answers: [" all day "] } });
    expect(next.action).toBe("review");
    expect(next.state.draft).toContain(`You asked: "Are you free?" All day.`);
  });

  test("revises until the user is content", async () => {
    const { app, letters } = createOffice();
    await app.run({ ...halts, inputs: { email: news } });

    const drafts = [];
    for (const feedback of ["more formal, please", "keep the stamps"]) {
      const pause = await app.run({ ...halts, inputs: { feedback } });
      expect(pause.action).toBe("review");
      drafts.push(pause.state.draft);
    }
    expect(drafts[0]).toContain("Dear Charles,");
    expect(drafts[1]).toContain("Keep the stamps.");

    await app.run({ ...halts, inputs: { feedback: null } });
    expect(letters.map(({ body }) => body)).toEqual([drafts[1]]);
  });

  test("does not go on without what it needs, and stays where it is", async () => {
    const { app, letters } = createOffice();
    await app.run({ ...halts, inputs: { email: question } });

    await expect(app.run(halts)).rejects.toThrow(/'answers'/);
    await expect(app.run({ ...halts, inputs: { answers: [] } })).rejects.toThrow("0 answers do not fit 1 questions");
    await app.run({ ...halts, inputs: { answers: ["yes"] } });

    await expect(app.run(halts)).rejects.toThrow(/'feedback'/);
    await expect(app.run({ ...halts, inputs: { feedback: "  " } })).rejects.toThrow(/'feedback'/);
    expect(letters).toEqual([]);

    await app.run({ ...halts, inputs: { feedback: null } });
    expect(letters).toHaveLength(1);
  });

  test("can be followed from draft to draft", async () => {
    const { app } = createOffice();

    const first = await app.run({ haltAfter: ["write", "revise"], inputs: { email: news } });
    expect(first.action).toBe("write");

    const second = await app.run({ haltAfter: ["write", "revise"], inputs: { feedback: "see you soon" } });
    expect(second.action).toBe("revise");
    expect(second.result.draft).toContain("See you soon.");
  });

  test("takes the next email with nothing left of the last one", async () => {
    const { app, letters } = createOffice();
    await app.run({ ...halts, inputs: { email: question } });
    await app.run({ ...halts, inputs: { answers: ["yes"] } });
    await app.run({ ...halts, inputs: { feedback: null } });

    const pause = await app.run({ ...halts, inputs: { email: news } });
    expect(pause.state).toMatchObject({ questions: [], answers: [] });
    await app.run({ ...halts, inputs: { feedback: null } });

    expect(letters.map(({ to }) => to)).toEqual(["ada@example.org", "charles@example.org"]);
    expect(letters[1]?.body).not.toContain("Are you free?");
  });

  test("keeps the draft if the assistant fails at a revision", async () => {
    let isTired = true;
    const { app } = createOffice({
      ...rules,
      revise: async (draft, feedback, signal) => {
        if (isTired) throw new Error("tired");
        return rules.revise(draft, feedback, signal);
      },
    });
    const { state } = await app.run({ haltBefore: ["review"], inputs: { email: news } });

    await expect(app.run({ ...halts, inputs: { feedback: "see you" } })).rejects.toThrow("tired");
    expect(app.state.draft).toBe(state.draft);

    isTired = false;
    const pause = await app.run(halts);
    expect(pause.action).toBe("review");
    expect(app.state.draft).toContain("See you.");
  });

  test("its graph is drawn in graph.mmd (refresh with `npm test -- -u`)", async () => {
    const { graph } = createOffice().app;

    expect(graph.check().filter(({ severity }) => severity === "error")).toEqual([]);
    await expect(graph.toMermaid()).toMatchFileSnapshot("graph.mmd");
  });
});

test("the compiler refuses a graph in which nothing asks whether a letter may be sent, as README.md says", () => {
  const { graph } = application()
    .withActions(actionsFor(rules, async () => {}))
    .withTransitions(
      ["receive", "clarify", expr("questions.length > 0")],
      [["receive", "clarify"], "write"],
      [["write", "revise"], "review"],
      ["review", "send"],
    )
    .withEntrypoint("receive")
    .withState({ sent: 0 })
    // @ts-expect-error TS2349: review may have left feedback, with which send does not go
    .build();

  expect(readme).toContain(graph.check()[0].message);
});
