import * as v from "valibot";
import { action, application, when } from "typeburr";
const model = async (h: readonly { role: string }[]) => "x" + h.length;
const Message = v.object({ role: v.picklist(["user", "assistant"]), content: v.string() });

const prompt = action({
  reads: {},
  writes: { prompt: v.string(), history: v.array(Message) },
  inputs: { text: v.pipe(v.string(), v.nonEmpty()) },
  run: (state, { text }) => state.update({ prompt: text }).append({ history: { role: "user", content: text } }),
});
const checkSafety = action({
  reads: { prompt: v.string() },
  writes: { safe: v.boolean() },
  run: (state) => state.update({ safe: !state.prompt.includes("unsafe") }),
});
const answer = action({
  reads: { history: v.array(Message), safe: v.literal(true) },
  writes: { response: v.string() },
  run: async (state) => state.update({ response: await model(state.history) }),
});
const refuse = action({
  reads: {},
  writes: { response: v.string() },
  run: (state) => state.update({ response: "I can't help with that." }),
});
const respond = action({
  reads: { response: v.string() },
  writes: { history: v.array(Message) },
  run: (state) => state.append({ history: { role: "assistant", content: state.response } }),
});

const app = application()
  .withActions({ prompt, checkSafety, answer, refuse, respond })
  .withTransitions(
    ["prompt", "checkSafety"],
    ["checkSafety", "answer", when({ safe: true })],
    ["checkSafety", "refuse"],
    [["answer", "refuse"], "respond"],
    ["respond", "prompt"],
  )
  .withEntrypoint("prompt")
  .withState({ history: [] })
  .build();

const stop = await app.run({ haltAfter: ["respond"], inputs: { text: "hello" } });
stop.action; // "respond"
stop.state.response; // string: every path to respond writes it
const chk: 1 = stop;
const chk2: 1 = app;
const chk3: 1 = stop.state;
for await (const s of app.iterate({ haltAfter: ["checkSafety", "respond"], haltBefore: ["prompt"] })) {
  if (s.action === "checkSafety") {
    const x: 1 = s.state;
    const y: 1 = s.result;
  }
}
app.run({ haltAfter: [] });
app.run({ haltAfter: "respond" });
app.run({ haltAfter: ["respnd"] });
app.run({ haltAfter: ["respond"], inputs: { txt: "x" } });
app.run({ haltAfter: ["respond"], inputs: { text: 5 } });
export { Message };
application()
  .withActions({ prompt, checkSafety, answer, refuse, respond })
  .withTransitions(
    ["prompt", "checkSafety"],
    ["checkSafety", "answer", when({ safe: true })],
    ["checkSafety", "respond"],
    [["answer", "refuse"], "respond"],
    ["respond", "prompt"],
  )
  .withEntrypoint("prompt")
  .withState({ history: [] })
  .build();
application().withActions({ prompt }).build();
application().build();
application().withActions({ prompt }).withActions({ prompt, refuse }).withState({ update: 1, histry: [] });
application()
  .withActions({ prompt, checkSafety, refuse })
  .withTransitions(["prompt", "checkSafety"], ["checkSafety", "refuse", when({ flag: true })])
  .withEntrypoint("prompt")
  .withState({ flag: true, history: null })
  .build();
application()
  .withActions({ prompt, checkSafety, refuse })
  .withTransitions(["prompt", "checkSafety"], ["checkSafety", "refuse", when({ flg: true })])
  .withEntrypoint("prompt")
  .withState({ flag: true })
  .build();
application()
  .withActions({ prompt, checkSafety, refuse })
  .withState({ flag: true })
  .withTransitions(["prompt", "checkSafety"], ["checkSafety", "refuse", when({ flg: true })])
  .withEntrypoint("prompt")
  .build();
application().withActions({ prompt, x: null, y: { reads: {} } });
