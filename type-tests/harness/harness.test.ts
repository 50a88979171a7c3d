import { afterAll, describe, expect, test } from "vitest";
import { onEvery, program } from "./for-tests.js";
import { openCompilers } from "./index.js";
import { JsonRpc } from "./json-rpc.js";

describe("problems", () => {
  onEvery("carry code, sentence and position", async ({ problems }) => {
    expect(await problems('const fine = 1;\n  const x: "aaa → b" | "bbb" = "aaa → c";')).toEqual([
      {
        code: 2820,
        line: 2,
        column: 9,
        token: "x",
        message: `Type '"aaa → c"' is not assignable to type '"aaa → b" | "bbb"'. Did you mean '"aaa → b"'?`,
      },
    ]);
  });

  onEvery("come as whole chains, indented as tsc prints them", async ({ problems }) => {
    const [problem] = await problems("declare const a: { b: { c: 1 } };\nconst d: { b: { c: 2 } } = a;");
    expect(problem?.message).toBe(
      [
        "Type '{ b: { c: 1; }; }' is not assignable to type '{ b: { c: 2; }; }'.",
        "  The types of 'b.c' are incompatible between these types.",
        "    Type '1' is not assignable to type '2'.",
      ].join("\n"),
    );
  });

  onEvery("stand in the order of the text, after characters of two units too", async ({ problems }) => {
    const found = await problems('const a: { key: "😀 → x" } = { key: "y" }; "😀"; const b: number = "";');
    expect(found.map(({ token, column }) => [token, column])).toEqual([
      ["key", 32],
      ["b", 56],
    ]);
  });

  onEvery("are none in a program that is right, whatever was asked before", async ({ problems }) => {
    expect(await problems("const x: number = '';")).toHaveLength(1);
    expect(await problems("const x: string = '';")).toEqual([]);
  });

  onEvery("are told of a program that does not parse, too", async ({ problems }) => {
    const found = await problems('const x: number = "";\nconst = ;');
    expect(found.map(({ code, line }) => [code, line])).toEqual([
      [2322, 1],
      [1134, 2],
    ]);
  });

  onEvery("know valibot, expect-type and typeburr", async ({ problems }) => {
    const body = 'expectTypeOf<v.InferOutput<v.StringSchema<undefined>>>().toEqualTypeOf<string>(); import "typeburr";';
    expect(await problems(program("", body))).toEqual([]);
    expect((await problems(program("nothingOfThisName", "\n"))).map(({ code, token }) => [code, token])).toEqual([
      [2305, "nothingOfThisName"],
    ]);
  });
});

describe("completions", () => {
  onEvery("inside a string literal are the literals", async ({ completions }) => {
    expect(await completions('const x: "aaa → b" | "b" = "/*|*/";')).toEqual(["aaa → b", "b"]);
  });

  onEvery("where a value is expected begin with the literals and hold names in scope", async ({ completions }) => {
    const names = await completions('const other = 1; const x: "aaa" | "b" = /*|*/;');
    expect(names).toEqual(expect.arrayContaining(["aaa", "b", "other"]));
  });

  onEvery("of keys are bare names", async ({ completions }) => {
    const names = await completions('const x: { a?: 1; "b c": 2; m(): void } = { /*|*/ };');
    expect(names.sort()).toEqual(["a", "b c", "m"]);
  });

  onEvery("are none where none fit", async ({ completions }) => {
    expect(await completions('const x: number = "/*|*/";')).toEqual([]);
  });

  onEvery("need exactly one marker", async ({ completions }) => {
    await expect(completions("const x = 1;")).rejects.toThrow("exactly once");
    await expect(completions("/*|*/ /*|*/")).rejects.toThrow("exactly once");
  });
});

describe("hover", () => {
  onEvery("is the code, without the documentation", async ({ hover }) => {
    const shown = await hover("/** Documented. */\nconst /*|*/x = { a: 1, b: 2 as const };");
    expect(shown).toBe("const x: {\n    a: number;\n    b: 2;\n}");
  });

  onEvery("on nothing is an error", async ({ hover }) => {
    await expect(hover("const x = 1; /*|*/ ;")).rejects.toThrow("No hover at the marker");
  });
});

describe("instantiations", () => {
  const small = program("", "type A = v.InferOutput<v.StringSchema<undefined>>; export const a: A = '';");
  const large = program(
    "",
    "const s = v.object({ a: v.string() }); export const a: v.InferOutput<typeof s> = { a: '' };",
  );

  onEvery("are the same each time, whatever was asked between, and differ by program", async (compiler) => {
    const first = await compiler.instantiations(large);
    const less = await compiler.instantiations(small);
    await compiler.problems(large);
    expect(await compiler.instantiations(large)).toBe(first);
    expect(less).toBeGreaterThan(0);
    expect(less).toBeLessThan(first);
  });

  onEvery("do not count what an imported file would cost by itself", async ({ instantiations }) => {
    expect(await instantiations('import "typeburr";')).toBeLessThan(20);
  });

  onEvery("come with what is wrong, from the same check", async ({ instantiations, measure, problems }) => {
    const wrong = `${large}\nconst mistake: typeof s = v.array(v.string());`;
    const { instantiations: count, problems: found } = await measure(wrong);
    expect(count).toBe(await instantiations(wrong));
    expect(found).toHaveLength(1);
    expect(await problems(wrong)).toEqual([expect.objectContaining(found[0])]);
  });

  onEvery("cannot be counted if the program does not parse", async ({ instantiations }) => {
    await expect(instantiations("const =")).rejects.toThrow("Variable declaration expected");
  });
});

describe("options", () => {
  const loose = openCompilers({ exactOptionalPropertyTypes: false });
  const text = "export const x: { a?: 1 } = { a: undefined };";
  afterAll(async () => {
    await Promise.all(loose.map((compiler) => compiler.close()));
  });

  onEvery("are the repository's", async ({ problems }) => {
    expect((await problems(text)).map(({ code }) => code)).toEqual([2375]);
  });

  for (const { name, problems } of loose) {
    test(`can be changed (TypeScript ${name})`, async () => {
      expect(await problems(text)).toEqual([]);
    });
  }

  onEvery("reopen after being closed", async ({ problems, close }) => {
    await close();
    expect(await problems("const x: string = 1;")).toHaveLength(1);
  });
});

describe("a server that fails", () => {
  const start = (script: string): JsonRpc => new JsonRpc(process.execPath, ["-e", script], () => null, 500);

  test("by ending tells its last words", async () => {
    const rpc = start(
      'process.stdin.once("data", () => { console.error("out of luck"); process.exitCode = 3; process.stdin.destroy(); })',
    );
    await expect(rpc.request("initialize", {})).rejects.toThrow("ended (exit code 3).\nout of luck");
    await expect(rpc.request("initialize", {})).rejects.toThrow("ended (exit code 3)");
    await rpc.end();
  });

  test("by silence is ended", async () => {
    const rpc = start("setInterval(() => {}, 1000)");
    await expect(rpc.request("initialize", {})).rejects.toThrow("gave no answer to initialize within 0.5 s");
    await rpc.end();
    expect(rpc.failed).toBe(true);
  });

  test("by not being there says so", async () => {
    const rpc = new JsonRpc("/no/such/server", [], () => null, 500);
    await expect(rpc.request("initialize", {})).rejects.toThrow("cannot be started");
    await rpc.end();
  });
});
