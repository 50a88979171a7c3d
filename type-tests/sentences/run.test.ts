import { describe } from "vitest";
import { accepted, refused } from "../harness/annotated.js";

// Inside `run` the state is typed by what the action declares. Mistakes are the compiler's own messages on the user's
// own tokens, but for a forgotten write, which is named.

const declared = "reads: { text: v.string(), n: v.number() }, writes: { out: v.string(), list: v.array(v.number()) }";

describe("in run, an undeclared key", () => {
  refused(
    "is not read",
    `
    action({ ${declared},
      run: (state) => state.update({ out: state.txt, list: [] }) });
//                                              ^^^ 2551 Did you mean 'text'?
    action({ reads: {}, writes: { out: v.string() }, run: (state) => state.update({ out: state.out }) });
//                                                                                             ^^^ 2339 Property 'out' does not exist on type 'State<{}, { readonly out: string; }
`,
  );

  refused(
    "is not written: a misspelt one",
    `
    action({ ${declared},
      run: (state) => {
      return state.update({ out: "", lst: [] }).append({ list: 1 });
//                                   ^^^ 2561 Did you mean to write 'list'?
    } });
`,
  );

  refused(
    "is not written: one that is only read",
    `
    action({ ${declared},
      run: (state) => {
      return state.update({ out: "", list: [], text: "" });
//                                             ^^^^ 2353 'text' does not exist
    } });
`,
  );

  refused(
    "is not taken from the inputs",
    `
    action({ reads: {}, writes: { out: v.string() }, inputs: { prompt: v.string() },
      run: (state, inputs) => state.update({ out: inputs.promt }) });
//                                                       ^^^^^ 2551 Did you mean 'prompt'?
    action({ reads: {}, writes: { out: v.string() },
      run: (state, { prompt }) => state.update({ out: prompt }) });
//                   ^^^^^^ 2339 Property 'prompt' does not exist on type '{}'.
`,
  );
});

describe("in run, a value of the wrong type", () => {
  refused(
    "in update",
    `
    action({ ${declared},
      run: (state) => state.update({ out: 1, list: [] }) });
//                                   ^^^ 2322 Type 'number' is not assignable to type 'string'.
`,
  );

  refused(
    "of an item",
    `
    action({ ${declared},
      run: (state) => {
      return state.update({ out: "" }).append({ list: "1" });
//                                              ^^^^ 2322 Type 'string' is not assignable to type 'number'.
    } });
    action({ ${declared},
      run: (state) => {
      return state.update({ out: "" }).extend({ list: 1 });
//                                              ^^^^ 2322 Type 'number' is not assignable to type 'readonly number[]'.
    } });
`,
  );

  refused(
    "of an amount",
    `
    action({ reads: {}, writes: { n: v.number() }, run: (state) => state.increment({ n: "1" }) });
//                                                                                   ^ 2322 Type 'string' is not assignable to type 'number'.
`,
  );

  refused(
    "in a use of what is read",
    `
    action({ ${declared},
      run: (state) => {
      return state.update({ out: state.n, list: [] });
//                          ^^^ 2322 Type 'number' is not assignable to type 'string'.
    } });
`,
  );
});

describe("in run, an operation that the key does not have", () => {
  refused(
    "append and extend to what is no list",
    `
    action({ ${declared},
      run: (state) => {
      return state.update({ out: "", list: [] }).append({ out: "" });
//                                                        ^^^ 2353 'out' does not exist
    } });
    action({ ${declared},
      run: (state) => {
      return state.update({ out: "", list: [] }).extend({ out: [""] });
//                                                        ^^^ 2353 'out' does not exist
    } });
`,
  );

  refused(
    "increment of what is no number",
    `
    action({ reads: {}, writes: { n: v.number(), list: v.array(v.number()) },
      run: (state) => state.update({ n: 1, list: [] }).increment({ list: 1 }) });
//                                                                 ^^^^ 2353 'list' does not exist
`,
  );

  refused(
    "assignment: a state is immutable",
    `
    action({ ${declared},
      run: (state) => {
      state.text = "";
//          ^^^^ 2540 Cannot assign to 'text' because it is a read-only property.
      return state.update({ out: "", list: [] });
    } });
`,
  );
});

describe("a declared write that does not happen is named", () => {
  refused(
    "in an expression",
    `
    action({ ${declared},
      run: (state) => state.update({ out: "" }) });
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^ 2322 "'list' is declared under writes, but not written"
`,
  );

  refused(
    "each, if there are several",
    `
    action({ ${declared},
      run: (state) => state });
//                    ^^^^^ 2322 "'list' is declared under writes, but not written"
//                    ^^^^^ 2322 "'out' is declared under writes, but not written"
`,
  );

  refused(
    "in a block",
    `
    action({ ${declared},
      run: (state) => {
//    ^^^ 2322 "'out' is declared under writes, but not written"
      const next = state.append({ list: 1 });
      return next;
    } });
`,
  );

  refused(
    "in an async run",
    `
    action({ ${declared},
      run: async (state) => state.update({ out: "" }) });
//                          ^^^^^^^^^^^^^^^^^^^^^^^^^ 2322 "'list' is declared under writes, but not written"
`,
  );

  refused(
    "in one branch of an if",
    `
    action({ ${declared},
      run: (state) => {
//    ^^^ 2322 "'list' is declared under writes, but not written"
      if (state.n > 1) return state.update({ out: "", list: [] });
      return state.update({ out: "" });
    } });
`,
  );

  refused(
    "beside a result",
    `
    action({ ${declared},
      run: (state) => [{ n: 1 }, state.update({ out: "" })] });
//                               ^^^^^^^^^^^^^^^^^^^^^^^^^ 2322 "'list' is declared under writes, but not written"
`,
  );
});

describe("run returns", () => {
  refused(
    "nothing",
    `
    action({ ${declared},
      run: () => {} });
//    ^^^ 2322 Type 'void' is not assignable to type
    action({ ${declared},
      run: (state) => { state.update({ out: "", list: [] }); } });
//    ^^^ 2322 Type 'void' is not assignable to type
`,
  );

  refused(
    "what is no state",
    `
    action({ ${declared},
      run: () => ({ out: "", list: [] }) });
//               ^^^^^^^^^^^^^^^^^^^^^^^ 2322 is not assignable to type
    action({ ${declared},
      run: () => null });
//               ^^^^ 2322 Type 'null' is not assignable to type
`,
  );
});

describe("run is right", () => {
  accepted(
    "when the branches write in different ways",
    `
    action({ ${declared},
      run: (state) => {
      if (state.n > 1) return state.update({ out: "", list: [] });
      if (state.n > 2) return state.append({ list: 1 }).update({ out: "" });
      return state.n > 0 ? state.update({ list: [1] }).update({ out: "" }) : state.extend({ list: [1, 2] }).update({ out: "" });
    } });
`,
  );

  accepted(
    "with a result in one branch and none in another, sync and async",
    `
    action({ ${declared},
      run: (state) => {
      const next = state.update({ out: "", list: [] });
      return state.n > 1 ? next : [{ n: 1 }, next];
    } });
    action({ ${declared},
      run: async (state) => [1, state.update({ out: "", list: [] })] });
    action({ ${declared},
      run: async (state) => {
      await Promise.resolve();
      return state.update({ out: "", list: [] });
    } });
`,
  );

  accepted(
    "with writes that may be left out, written or not",
    `
    const writes = { a: v.optional(v.string()), b: v.optional(v.array(v.string())), c: v.nullable(v.number()) };
    action({ reads: {}, writes, run: (state) => state.update({ c: null }) });
    action({ reads: {}, writes, run: (state) => state.update({ a: "", c: 1 }).append({ b: "" }) });
    action({ reads: {}, writes, run: (state) => state.increment({ c: 1 }) });
`,
  );

  accepted(
    "when it merges what helpers did",
    `
    action({ ${declared},
      run: (state) => state.update({ out: "" }).merge(state.append({ list: 1 })) });
    action({ ${declared},
      run: (state) => {
      const some = state.subset("n");
      return state.has("out") ? state.update({ out: String(some.n), list: [] }) : state.update({ out: state.keys().join(), list: [] });
    } });
`,
  );

  accepted(
    "with schemas that transform, brand and default",
    `
    const Name = v.pipe(v.string(), v.brand("Name"));
    action({
      reads: { raw: v.pipe(v.string(), v.transform(Number)), name: Name },
      writes: { name: Name, date: v.pipe(v.string(), v.transform((text) => new Date(text))) },
      run: (state) => state.update({ name: state.name, date: state.raw.toFixed() }),
    });
`,
  );
});
