import { describe } from "vitest";
import { accepted, actions, notRefusedYet, refused } from "../harness/annotated.js";

// What an application is loaded with is checked as what it is begun with: `default` as `withState` and `withEntrypoint`.

const chat = `${actions({ prompt: "-> prompt", respond: "prompt history -> response" })}
    const store = memoryPersister();
    const start = application().withActions({ prompt, respond }).withTransitions(["prompt", "respond"]);`;

describe("what is right", () => {
  accepted(
    "everything, in any order",
    `
    ${chat}
    const begin = { state: { history: "" }, entrypoint: "prompt" } as const;
    start.withPersister(store).initializeFrom(store, { default: begin }).build().then((app) => app.run());
    start.initializeFrom(store, { default: begin }).withHistory().withPersister(store, { version: "2" }).withHooks().build();
    application().withActions({ prompt }).initializeFrom(store, { default: { state: {}, entrypoint: "prompt" } })
      .withTransitions(["prompt", "prompt"]).withIdentifiers({ appId: "a" }).withActions({ respond }).build;
    start.initializeFrom(store, { default: begin, resume: "entrypoint", fork: { appId: "b" } });
    start.initializeFrom(store, { default: begin, fork: { appId: "b", sequenceId: 3, partitionKey: null } });
    start.initializeFrom(store, { default: begin, migrate: (record) => ({ ...record, state: { ...record.state, history: "" } }) });
`,
  );

  accepted(
    "a loader that can only load, at once or later",
    `
    ${chat}
    const begin = { state: { history: "" }, entrypoint: "prompt" } as const;
    start.initializeFrom({ load: () => null }, { default: begin });
    start.initializeFrom({ load: async () => null }, { default: begin });
    start.initializeFrom({ load: ({ appId, partitionKey, sequenceId }) => store.load({ appId }) }, { default: begin });
`,
  );

  accepted(
    "a persister of a third party, written as a class",
    `
    ${chat}
    class Cellar implements StatePersister {
      readonly steps: StoredStep[] = [];
      async initialize(): Promise<void> {}
      async save(step: StoredStep): Promise<void> { this.steps.push(step); }
      async load({ appId }: LoadQuery): Promise<StoredState | null> { return store.load({ appId }); }
      async list({ limit }: ListQuery = {}): Promise<string[]> { return this.steps.map(({ appId }) => appId).slice(limit); }
      async delete(): Promise<void> {}
      async close(): Promise<void> {}
    }
    const cellar = new Cellar();
    start.withPersister(cellar).initializeFrom(cellar, { default: { state: { history: "" }, entrypoint: "prompt" } }).build();
`,
  );

  accepted(
    "codecs: of keys of the graph they know the value, others may be anything",
    `
    ${chat}
    class Money { readonly cents: number; constructor(cents: number) { this.cents = cents; } }
    const pay = action({ reads: {}, writes: { price: v.instance(Money), tip: v.optional(v.instance(Money)) }, run: (state) => state.update({ price: new Money(1) }) });
    const money = { encode: ({ cents }: Money) => cents, decode: (cents: unknown) => new Money(Number(cents)) };
    application().withActions({ pay }).withPersister(store, { codecs: { price: money, tip: money, other: money } });
    application().withActions({ pay }).withPersister(store, {
      codecs: { price: { encode: (price) => price.cents, decode: (cents: number) => new Money(cents) } },
    });
    start.withPersister(store, { codecs: { prompt: { encode: (prompt) => prompt.trim(), decode: String } } });
`,
  );
});

describe("the default", () => {
  refused(
    "with an entrypoint that there is not, or without one",
    `
    ${chat}
    start.initializeFrom(store, { default: { state: { history: "" }, entrypoint: "promt" } });
//                                                                   ^^^^^^^^^^ 2820 Type '"promt"' is not assignable to type '"prompt" | "respond"'. Did you mean '"prompt"'?
    start.initializeFrom(store, { default: { state: { history: "" } } });
//                                ^^^^^^^ 2741 Property 'entrypoint' is missing in type '{ state: { history: string; }; }'
    start.initializeFrom(store, {});
//                              ^^ 2345/2741 Property 'default' is missing in type '{}' but required
`,
  );

  refused(
    "with a key that is misspelt, a value that does not fit, and none",
    `
    ${chat}
    start.initializeFrom(store, { default: { state: { histry: "" }, entrypoint: "prompt" } }).build();
//                                                                                            ^^^^^ 2349 "action 'respond' reads 'history', which nothing writes on the path prompt → respond"
    start.initializeFrom(store, { default: { state: { history: 3 }, entrypoint: "prompt" } }).build();
//                                                                                            ^^^^^ 2349 "action 'respond' reads 'history', but what the initial state leaves there does not fit its schema"
    start.initializeFrom(store, { default: { entrypoint: "prompt" } });
//                                ^^^^^^^ 2741 Property 'state' is missing in type '{ entrypoint: "prompt"; }'
`,
  );

  refused(
    "with a key that is a method of State",
    `
    ${chat}
    start.initializeFrom(store, { default: { state: { update: 3 }, entrypoint: "prompt" } });
//                                                    ^^^^^^ 2322 "'update' is a method of State: choose another key"
`,
  );

  accepted(
    "replaces what was given before, and is replaced by what is given behind it",
    `
    ${chat}
    const begin = { state: { history: "" }, entrypoint: "prompt" } as const;
    start.withEntrypoint("respond").withState({ history: 3 }).initializeFrom(store, { default: begin }).build();
    start.initializeFrom(store, { default: { state: {}, entrypoint: "respond" } }).withEntrypoint("prompt").withState({ history: "" }).build();
`,
  );
});

describe("a graph that is wrong", () => {
  refused(
    "stays wrong, whatever is loaded",
    `
    ${actions({ prompt: "-> prompt", respond: "prompt -> response", post: "letter ->" })}
    application()
      .withActions({ prompt, respond, post })
      .withTransitions(["prompt", "respond"], ["respond", "post"])
      .initializeFrom(memoryPersister(), { default: { state: {}, entrypoint: "prompt" } })
      .withPersister(memoryPersister())
      .build();
//     ^^^^^ 2349 "action 'post' reads 'letter', which nothing writes on the path prompt → respond → post"
`,
  );

  refused(
    "without actions has none, loaded or not",
    `
    application().withPersister(memoryPersister()).build();
//                                                 ^^^^^ 2349 "the application has no actions: call withActions({ name: action }) first"
`,
  );
});

describe("the application", () => {
  refused(
    "is a promise, which has no run, where it is loaded; and none, where it is only saved",
    `
    ${chat}
    const begin = { state: { history: "" }, entrypoint: "prompt" } as const;
    start.initializeFrom(store, { default: begin }).build().run();
//                                                          ^^^ 2339 Property 'run' does not exist on type 'Promise<Application<
    const app = start.withEntrypoint("prompt").withState({ history: "" }).withPersister(store).build();
    app.run();
    app.then();
//      ^^^^ 2339 Property 'then' does not exist on type 'Application<
`,
  );

  refused(
    "has a history of its own actions, which nobody writes, and may be empty",
    `
    ${chat}
    const app = start.withEntrypoint("prompt").withState({ history: "" }).withHistory({ limit: 3 }).build();
    const [latest, before] = app.history;
    if (latest?.action === "respnd") {}
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2367 This comparison appears to be unintentional because the types '"prompt" | "respond" | undefined' and '"respnd"' have no overlap.
    app.history.push(before);
//              ^^^^ 2339 Property 'push' does not exist on type 'readonly HistoryEntry<
    latest.state;
//  ^^^^^^ 18048 'latest' is possibly 'undefined'.
`,
  );
});

describe("options", () => {
  refused(
    "that cannot be",
    `
    ${chat}
    const begin = { state: { history: "" }, entrypoint: "prompt" } as const;
    start.initializeFrom(store, { default: begin, resume: "nxt" });
//                                                ^^^^^^ 2820 Did you mean '"next"'?
    start.initializeFrom(store, { default: begin, resum: "next" });
//                                                ^^^^^ 2561 Did you mean to write 'resume'?
    start.initializeFrom(store, { default: begin, fork: { sequenceId: 3 } });
//                                                ^^^^ 2741 Property 'appId' is missing in type '{ sequenceId: number; }' but required in type 'ForkOptions'.
    start.initializeFrom(store, { default: begin, fork: { appId: "a", sequenceId: "3" } });
//                                                                    ^^^^^^^^^^ 2322 Type 'string' is not assignable to type 'number'.
    start.initializeFrom(store, { default: begin, migrate: (record) => record.state });
//                                                ^^^^^^^ 2322 is not assignable to type '(record: StoredState) => 
    start.withPersister(store, { version: 2 });
//                               ^^^^^^^ 2322 Type 'number' is not assignable to type 'string'.
    start.withHistory({ limit: "3" });
//                      ^^^^^ 2322 Type 'string' is not assignable to type 'number'.
    start.withHistory({ limt: 3 });
//                      ^^^^ 2561 Did you mean to write 'limit'?
`,
  );

  refused(
    "codecs that do not fit the key",
    `
    ${chat}
    start.withPersister(store, { codecs: { prompt: { encode: (prompt: Date) => prompt.getTime(), decode: String } } });
//                                                   ^^^^^^ 2322 Type '(prompt: Date) => number' is not assignable to type '(value: string) => unknown'.
    start.withPersister(store, { codecs: { prompt: { encode: (prompt) => prompt, decode: () => 3 } } });
//                                                                                             ^ 2322 Type 'number' is not assignable to type 'string'.
    start.withPersister(store, { codecs: { prompt: { encode: (prompt) => prompt } } });
//                                         ^^^^^^ 2741 Property 'decode' is missing in type
`,
  );

  notRefusedYet(
    "a codec of a key that nobody has: the initial state may have it, and comes in any order",
    `
    ${chat}
    start.withPersister(store, { codecs: { promt: { encode: String, decode: String } } });
//                                         ^^^^^ 2561 Did you mean to write 'prompt'?
`,
  );
});

describe("what is no store", () => {
  refused(
    "no loader",
    `
    ${chat}
    const begin = { state: { history: "" }, entrypoint: "prompt" } as const;
    start.initializeFrom({ save() {} }, { default: begin });
//                         ^^^^ 2353 'save' does not exist in type 'Pick<StatePersister, "load">'.
    start.initializeFrom(memoryPersister, { default: begin });
//                       ^^^^^^^^^^^^^^^ 2345 Argument of type '() => MemoryPersister' is not assignable to parameter of type 'Pick<StatePersister, "load">'.
    start.initializeFrom({ load: () => ({ state: {} }) }, { default: begin });
//                                     ^^^^^^^^^^^^^^^ 2322 Type '{ state: {}; }' is not assignable to type
`,
  );

  refused(
    "no persister",
    `
    ${chat}
    start.withPersister({ save() {} });
//                      ^^^^^^^^^^^^^ 2345/2739 Type '{ save(): void; }' is missing the following properties from type 'StatePersister': initialize, load, list, delete, close
    start.withPersister(memoryPersister);
//                      ^^^^^^^^^^^^^^^ 2345 Argument of type '() => MemoryPersister' is not assignable to parameter of type 'StatePersister'.
`,
  );
});
