import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import type { Model, Query } from "./model.js";

/**
 * A model behind any endpoint that speaks OpenAI's protocol.
 *
 * @param environment `OPENAI_API_KEY`, `OPENAI_BASE_URL`, or both; `OPENAI_MODEL` and `OPENAI_IMAGE_MODEL` to choose.
 */
export const openaiModel = (environment: Readonly<Record<string, string | undefined>>): Model => {
  const client = new OpenAI({
    // A local server wants no key, but the client does.
    apiKey: environment.OPENAI_API_KEY || "none",
    baseURL: environment.OPENAI_BASE_URL || undefined,
    maxRetries: 1,
    timeout: 120_000,
  });
  const model = environment.OPENAI_MODEL || "gpt-4o-mini";
  const imageModel = environment.OPENAI_IMAGE_MODEL || "gpt-image-1";

  const complete =
    (instruction: string) =>
    async ({ history, signal }: Query): Promise<string> => {
      const messages = [{ role: "system" as const, content: instruction }, ...history];
      const completion = await client.chat.completions.create({ model, messages }, { signal });
      // Not every endpoint keeps to the protocol.
      const content = completion.choices?.[0]?.message?.content;
      if (!content) throw new Error("the reply was empty");
      return content;
    };

  return {
    name: `${model} at ${client.baseURL}`,
    answer: complete("Answer briefly, in plain text."),
    code: complete("Answer with one block of code and at most two sentences about it."),
    image: async ({ prompt, signal }) => {
      const { data } = await client.images.generate({ model: imageModel, prompt }, { signal });
      const image = data?.[0];
      if (image?.url) return image.url;
      if (image?.b64_json) return save(image.b64_json);
      throw new Error("the reply held no image");
    },
  };
};

const save = async (base64: string): Promise<string> => {
  const file = join(await mkdtemp(join(tmpdir(), "chatbot-")), "image.png");
  await writeFile(file, base64, "base64");
  return file;
};
