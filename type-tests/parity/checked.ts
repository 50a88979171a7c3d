import * as typeburr from "typeburr";
import * as v from "valibot";
import type { PlainGraph } from "./graphs.js";
import { asConst, declarationText, imported } from "./program.js";

/** What `graph.check()` says against a graph: the sentences of its errors. */
export function checked(graph: PlainGraph): string[] {
  const problems = applicationOf(graph).graph.check();
  return problems.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

interface Checkable {
  readonly graph: { check(): readonly Pick<typeburr.Problem, "severity" | "message">[] };
}

// The very text that the compiler judges is run, so that there is no second form of a graph that could differ.
function applicationOf(graph: PlainGraph): Checkable {
  const declare = new Function(
    "v",
    "run",
    ...imported,
    `${declarationText(graph).replaceAll(asConst, "")} return graph.build();`,
  );
  const library = typeburr as unknown as Record<string, unknown>;
  return declare(v, () => {}, ...imported.map((name) => library[name])) as Checkable;
}
