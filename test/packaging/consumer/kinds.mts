import {
  actionBase,
  and,
  application,
  condition,
  expr,
  input,
  type LifecycleHooks,
  not,
  result,
  streamingAction,
  twoStepAction,
} from "typeburr";
import * as v from "valibot";

// Every kind of action, a stream of them, and hooks, as a user's compiler sees the declarations. What is exported goes to a
// declaration file: its type must have a name there, or be written out

export const ask = input({ question: v.pipe(v.string(), v.trim()), tone: v.optional(v.string(), "kind") });
export const look = twoStepAction({
  reads: { question: v.string() },
  writes: { sources: v.array(v.string()) },
  run: async (state) => ({ found: [state.question], took: 12 }),
  update: ({ found }, state) => state.update({ sources: found }),
});
export const answer = streamingAction({
  reads: { sources: v.array(v.string()) },
  writes: { answer: v.string() },
  item: v.string(),
  async *run(state) {
    for (const source of state.sources) yield source;
    return [state.sources.length, state.update({ answer: state.sources.join(" ") })];
  },
});
export class Sign extends actionBase({ reads: { answer: v.string() }, writes: { answer: v.string() } }) {
  constructor(readonly name: string) {
    super();
  }

  run(state: this["State"]) {
    return state.update({ answer: `${state.answer} ${this.name}` });
  }
}

const steps: string[] = [];
export const counting: LifecycleHooks = { postRunStep: ({ action }) => steps.push(action) };

export const isLong = condition({ reads: { answer: v.string() }, test: ({ answer }) => answer.length > 1000 });
export const isPlain = and(not(isLong), expr("tone == 'plain'"));

export const builder = application()
  .withActions({ ask, look, answer, sign: new Sign("Ada"), show: result("answer", "tone") })
  .withTransitions(
    ["ask", "look"],
    ["look", "answer"],
    ["answer", "show", isPlain],
    ["answer", "sign"],
    ["sign", "show"],
  )
  .withEntrypoint("ask");
export const app = builder.withHooks(counting).build();
export const halted = app.run({ haltAfter: ["show", "look"] });

/** Events are told apart by type, then by action; what a run comes to has the type that `run` gives. */
export async function follow(question: string): Promise<string> {
  const stream = app.stream({ haltAfter: ["show"], inputs: { question } });
  let words = "";
  for await (const event of stream) {
    if (event.type === "item") words += event.item;
    if (event.type === "step" && event.action === "look") words += event.result.took.toFixed(1);
    if (event.type === "step" && event.action === "answer") words += event.result.toFixed(0);
  }
  const { result: shown, state } = await stream.result;
  const next: "ask" | "look" | "answer" | "sign" | "show" | null = app.nextAction();
  app.updateState({ answer: words });
  return shown.answer + shown.tone + state.sources.join() + next;
}

// @ts-expect-error: twoStepAction and an async generator take time
export const sync: unknown = app.runSync();
