import { afterAll, describe, expect, test } from "vitest";
import { openCompilers } from "./harness/index.js";

// The platform's types come from its own library. Where none declares them, as much as is needed does.

const program = `
  import { application, streamingAction, toReadableStream, toServerSentEvents } from "typeburr";

  const count = streamingAction({
    reads: {},
    writes: {},
    *run(state, _inputs, { signal }) {
      yield signal.aborted ? "a" : "b";
      return state;
    },
  });
  const app = application().withActions({ count }).withEntrypoint("count").build();

  export async function read(): Promise<string> {
    const reader = toReadableStream(app.stream()).getReader();
    const { value } = await reader.read();
    await reader.cancel();
    return value?.type === "item" ? value.item : "";
  }
  export const respond = async (): Promise<string> => {
    const response = toServerSentEvents(app.stream());
    return response.headers.get("content-type") + (await response.text());
  };
  // @ts-expect-error That is no item
  export const wrong: Promise<{ value: number }> = toReadableStream(app.stream()).getReader().read();
`;

const platforms = {
  "no platform": { lib: ["es2022"], types: [] },
  "a browser": { lib: ["es2022", "dom"], types: [] },
  "a worker": { lib: ["es2022", "webworker"], types: [] },
  Node: { lib: ["es2022"], types: ["node"] },
  "Node and a browser": { lib: ["es2022", "dom"], types: ["node"] },
};

describe.each(Object.entries(platforms))("streams in %s", (platform, options) => {
  const compilers = openCompilers(options).filter(({ name }) => name !== "6.0");
  afterAll(async () => {
    await Promise.all(compilers.map((compiler) => compiler.close()));
  });

  test.each(compilers)("have the types of the platform (TypeScript $name)", async ({ problems }) => {
    expect(await problems(program)).toEqual([]);
    // The platform's own, where there is one
    const own = await problems(`${program}; export const own: Response = toServerSentEvents(app.stream());`);
    expect(own.map(({ code }) => code)).toEqual(platform === "no platform" ? [2304] : []);
  });
});
