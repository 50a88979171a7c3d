import fc from "fast-check";
import * as v from "valibot";
import { visualize } from "../../src/visualize/visualize.js";
import { js } from "../support/untyped.js";

interface RandomArc {
  readonly from: string;
  readonly to: string;
  readonly kind: "open" | "condition" | "error";
  readonly label: string;
}

export interface RandomPicture {
  readonly names: readonly string[];
  readonly arcs: readonly RandomArc[];
  readonly keys: readonly string[];
  readonly options: { readonly direction: "TD" | "LR"; readonly schemas: boolean; readonly theme: "light" };
}

const plainName = fc.stringMatching(/^[a-z]{1,12}([A-Z][a-z]{2,9}){0,4}$/);
/** What no name should be, and some are. */
const oddName = fc
  .oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
    fc.string({ minLength: 1, maxLength: 150 }),
    fc.constantFrom(
      "__proto__",
      "constructor",
      "7",
      "]]>",
      "<!--",
      "&amp;",
      "  two  spaces ",
      "مرحبا",
      "日本語の名前",
      "👩‍👩‍👧",
      "\ud800",
    ),
  )
  .filter((name) => !/[\0→]/.test(name) && !name.startsWith("@tag:"));

const name = fc.oneof({ weight: 5, arbitrary: plainName }, { weight: 1, arbitrary: oddName });
const label = fc.oneof(
  { weight: 4, arbitrary: plainName },
  { weight: 2, arbitrary: fc.constant("epochs > 100 && mode == 'train' && (loss.value < 0.001 || patience == 0)") },
  { weight: 1, arbitrary: oddName },
);

/** Graphs of all shapes: loops, several arcs between the same actions, actions that nothing leads to. */
export const randomPicture: fc.Arbitrary<RandomPicture> = fc
  .uniqueArray(name, { minLength: 1, maxLength: 9, size: "max" })
  .chain((names) => {
    const one = fc.constantFrom(...names);
    const kind = fc.constantFrom("open", "condition", "condition", "error");
    return fc.record({
      names: fc.constant(names),
      arcs: fc.array(fc.record({ from: one, to: one, kind, label }) as fc.Arbitrary<RandomArc>, {
        maxLength: names.length * 2,
        size: "max",
      }),
      keys: fc.array(fc.stringMatching(/^[a-z]{1,15}$/), { maxLength: 8 }),
      options: fc.record({
        direction: fc.constantFrom("TD", "LR"),
        schemas: fc.boolean(),
        theme: fc.constant("light"),
      }) as fc.Arbitrary<RandomPicture["options"]>,
    });
  });

export function graphOf({ names, arcs, keys }: Pick<RandomPicture, "names" | "arcs" | "keys">) {
  const schemas = Object.fromEntries(keys.map((key) => [key, v.optional(v.number())]));
  const action = js.action({ reads: {}, writes: schemas, run: (state: unknown) => state });
  const transitions = arcs.map(({ from, to, kind, label }) => {
    if (kind === "open") return [from, to];
    if (kind === "error") return [from, to, js.onError(named(label))];
    return [from, to, js.condition({ reads: {}, test: () => true, name: label })];
  });
  // A graph by keys that are computed may be called `__proto__`
  const actions = Object.fromEntries(names.map((one) => [one, action]));
  return js
    .application()
    .withActions(actions)
    .withTransitions(...transitions)
    .withEntrypoint(names[0])
    .build().graph;
}

function named(name: string): unknown {
  const errorClass = class extends Error {};
  Object.defineProperty(errorClass, "name", { value: name });
  return errorClass;
}

/** `visualize`, for graphs and options that no compiler has seen. */
export const draw = visualize as unknown as (graph: unknown, options?: unknown) => string;
