import { action, application, when } from "typeburr";
import * as v from "valibot";

// The applications that the tests of stops, steps and states share.

export const prompt = action({
  reads: {},
  writes: { prompt: v.string() },
  inputs: { text: v.string(), size: v.optional(v.number()) },
  run: (state, { text }) => state.update({ prompt: text }),
});
export const decide = action({
  reads: { prompt: v.string() },
  writes: { mode: v.picklist(["image", "code", "text"]) },
  tags: ["thinks"],
  run: (state) => [{ sure: true }, state.update({ mode: "code" })],
});
export const image = action({
  reads: { prompt: v.string() },
  writes: { response: v.string(), url: v.string() },
  tags: ["thinks", "paid"],
  run: async (state) => state.update({ response: "", url: "" }),
});
export const code = action({
  reads: { prompt: v.string() },
  writes: { response: v.string() },
  tags: ["paid"],
  run: async (state) => [1, state.update({ response: "" })],
});
export const respond = action({
  reads: { response: v.string() },
  writes: { count: v.number(), note: v.optional(v.string()) },
  run: (state) => state.increment({ count: 1 }),
});

/** prompt → decide → image or code → respond, and round again. Nothing ends it. */
export const round = application()
  .withActions({ prompt, decide, image, code, respond })
  .withTransitions(
    ["prompt", "decide"],
    ["decide", "image", when({ mode: "image" })],
    ["decide", "code"],
    [["image", "code"], "respond"],
    ["respond", "prompt"],
  )
  .withEntrypoint("prompt")
  .withState({ count: 0 })
  .build();

/** The same, but it ends at respond, and at decide if neither condition holds. */
export const once = application()
  .withActions({ prompt, decide, image, code, respond })
  .withTransitions(
    ["prompt", "decide"],
    ["decide", "image", when({ mode: "image" })],
    ["decide", "code", { mode: "code" }],
    [["image", "code"], "respond"],
  )
  .withEntrypoint("prompt")
  .build();
