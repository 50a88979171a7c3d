import { accepted } from "../harness/annotated.js";

// Whole programs, as people write them.

accepted(
  "a chatbot that checks its prompt: only one of two branches writes what the answer reads, and both write the response",
  `
    const model = async (history: readonly object[]) => String(history.length);

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
    const refuse = action({ reads: {}, writes: { response: v.string() }, run: (state) => state.update({ response: "I can't help with that." }) });
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
    stop.action;          // "respond"
    stop.state.response;  // string: every path to respond writes it
`,
);

accepted(
  "a chatbot with modes: one literal is read on each branch, and where a run stops is known",
  `
    const Mode = v.picklist(["image", "text", "code"]);
    const History = v.array(v.string());
    const prompt = action({
      reads: { history: History }, writes: { prompt: v.string(), history: History }, inputs: { user: v.string() },
      run: (state, { user }) => state.update({ prompt: user }).append({ history: user }),
    });
    const safety = action({ reads: { prompt: v.string() }, writes: { safe: v.boolean() }, run: (s) => s.update({ safe: s.prompt.length > 0 }) });
    const decide = action({ reads: { prompt: v.string() }, writes: { mode: Mode }, run: (s) => s.update({ mode: "text" }) });
    const image = action({ reads: { mode: v.literal("image") }, writes: { response: v.string() }, run: (s) => s.update({ response: s.mode }) });
    const text = action({ reads: { safe: v.literal(true) }, writes: { response: v.string() }, run: (s) => s.update({ response: "hi" }) });
    const refuse = action({ reads: { safe: v.literal(false) }, writes: { response: v.string() }, run: (s) => s.update({ response: "no" }) });
    const respond = action({ reads: { response: v.string() }, writes: { history: History }, run: (s) => s.append({ history: s.response }) });

    const chat = application().withActions({ prompt, safety, decide, image, text, refuse, respond }).withEntrypoint("prompt").withState({ history: [] });

    const app = chat.withTransitions(
      ["prompt", "safety"],
      ["safety", "decide", when({ safe: true })], ["safety", "refuse", when({ safe: false })],
      ["decide", "image", when({ mode: "image" })], ["decide", "text"],
      [["image", "text", "refuse"], "respond"], ["respond", "prompt"],
    ).build();

    const stop = await app.run({ haltAfter: ["decide", "respond"] });
    if (stop.action === "respond") stop.state.response.length; // certainly written here
    if (stop.action === "decide") stop.state.response?.length; // perhaps not here
`,
);

accepted(
  "a worker with retries: what failed has written nothing, and its target reads only the captured error",
  `
    const Problem = v.object({ name: v.string(), message: v.string() });
    const take = action({ reads: { queue: v.array(v.string()) }, writes: { job: v.nullable(v.string()) }, run: (state) => state.update({ job: state.queue[0] ?? null }) });
    const work = action({ reads: { job: v.string() }, writes: { output: v.string() }, run: async (state) => state.update({ output: state.job }) });
    const save = action({ reads: { output: v.string() }, writes: { saved: v.array(v.string()) }, run: (state) => state.append({ saved: state.output }) });
    const report = action({ reads: { problem: Problem }, writes: { log: v.array(v.string()) }, run: (state) => state.append({ log: state.problem.message }) });
    const sum = action({ reads: { saved: v.optional(v.array(v.string()), []) }, writes: {}, run: (state) => [state.saved.length, state] });

    const app = application()
      .withActions({ take, work, save, report, sum })
      .withTransitions(
        ["take", "sum", when({ job: null })],
        ["take", "work"],
        ["work", "work", onError(TypeError, { max: 3, delay: 100 })],
        ["work", "report", onError({ capture: "problem" })],
        ["work", "save"],
        [["save", "report"], "take"],
      )
      .withEntrypoint("take")
      .withState({ queue: ["a", "b"] })
      .build();
    const stop = await app.run();
    const count: number = stop.result;
`,
);

accepted(
  "a graph of parts, called in any order and in several calls",
  `
    const start = action({ reads: {}, writes: { n: v.number() }, run: (state) => state.update({ n: 0 }) });
    const count = action({ reads: { n: v.number(), limit: v.number() }, writes: { n: v.number() }, run: (state) => state.increment({ n: 1 }) });
    const done = action({ reads: { n: v.number() }, writes: {}, run: (state) => state });
    const isBelow = condition({ reads: { n: v.number(), limit: v.number() }, test: (state) => state.n < state.limit });

    const part = application().withActions({ start, count });
    const app = part
      .withState({ limit: 10 })
      .withTransitions(["start", "count"])
      .withActions({ done })
      .withTransitions(["count", "count", isBelow])
      .withEntrypoint("start")
      .withTransitions(["count", "done"])
      .withIdentifiers({ appId: "counter" })
      .build();
    const stop = app.runSync({ haltAfter: ["done"] });
    const n: number = stop.state.n;
`,
);

accepted(
  "a letter that is deleted once it is posted, and written anew before it is read again",
  `
    const write = action({ reads: { posted: v.number() }, writes: { letter: v.string() }, run: (state) => state.update({ letter: "" }) });
    const review = action({ reads: { letter: v.string() }, writes: { ok: v.boolean() }, run: (state) => state.update({ ok: true }) });
    const post = action({
      reads: { letter: v.string(), ok: v.literal(true) }, writes: { posted: v.number() }, deletes: ["letter", "ok"],
      run: (state) => state.increment({ posted: 1 }).wipe("letter", "ok"),
    });
    application()
      .withActions({ write, review, post })
      .withTransitions(["write", "review"], ["review", "post", when({ ok: true })], [["review", "post"], "write"])
      .withEntrypoint("write")
      .withState({ posted: 0 })
      .build();
`,
);
