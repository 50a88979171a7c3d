import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  dense,
  fanOut,
  farReads,
  loaded,
  longLoop,
  longWay,
  narrowedKeys,
  nearReads,
  run,
} from "./budgets/programs.js";
import { type Compiler, compilers, type Measurement } from "./harness/index.js";

// What a graph costs to check, in instantiations: they are exact and repeatable, times are not. People wait for the wrong
// program, too: its errors come while they type.

const perAction = 1_000;
/** Where the shortest path to the mistake passes all actions of a small program, the search for it is spread over few. */
const perActionOnTheWay = (actions: number): number => (actions <= 10 ? 1_100 : perAction + 5);
const sizes = [10, 100, 200, 1_000];
const patience = 420_000;

interface Price extends Measurement {
  readonly program: string;
  readonly actions: number;
  readonly compiler: Compiler["name"];
  /** Above the program with a single action. */
  readonly perAction: number;
}

interface Kind {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly programOf: (size: number) => string;
  /** What the same kind of program costs with a single action. */
  readonly base: string;
  /** Both, unless told otherwise: 5.9 takes half a minute for 2,000 actions. */
  readonly versions?: readonly Compiler["name"][];
}

const haltLast = (size: number): string => `{ haltAfter: ["a${size - 1}"] }`;
const kinds: readonly Kind[] = [
  { name: "right", sizes, programOf: (size) => nearReads(size), base: nearReads(1) },
  { name: "wrong, near", sizes, programOf: (size) => nearReads(size, 1), base: longWay(1) },
  { name: "wrong, far", sizes, programOf: (size) => nearReads(size, size - 2), base: longWay(1) },
  { name: "right, 2,000", sizes: [2_000], programOf: (size) => nearReads(size), base: nearReads(1), versions: ["7.0"] },
  {
    name: "wrong, 2,000",
    sizes: [2_000],
    programOf: (size) => nearReads(size, size - 2),
    base: longWay(1),
    versions: ["7.0"],
  },
  ...Object.entries({ fanOut, narrowedKeys, longLoop, farReads, dense }).map(([name, programOf]) => {
    return { name, sizes: [100, 400], programOf, base: nearReads(1), versions: ["7.0"] as const };
  }),
  {
    name: "right, loaded",
    sizes: [10, 100],
    programOf: (size) => loaded(nearReads(size)),
    base: loaded(nearReads(1)),
  },
  { name: "long way", sizes: [900], programOf: longWay, base: longWay(1) },
  {
    name: "right, run",
    sizes: [10, 100],
    programOf: (size) => run(nearReads(size), haltLast(size)),
    base: run(nearReads(1), haltLast(1)),
  },
];

const measured: Price[] = [];

// TypeScript 7 works in a process of its own, beside 5.9 in ours.
beforeAll(async () => {
  const asked = compilers.filter(({ name }) => name !== "6.0");
  await Promise.all(asked.flatMap((compiler) => measureAll(compiler)));
}, patience);

afterAll(async () => {
  console.table(
    measured.map(({ program, actions, compiler, instantiations, perAction }) => {
      return { program, actions, TypeScript: compiler, instantiations, "per action": perAction };
    }),
  );
  await Promise.all(compilers.map((compiler) => compiler.close()));
});

async function measureAll(compiler: Compiler): Promise<void> {
  for (const { name, sizes, programOf, base, versions } of kinds) {
    if (versions && !versions.includes(compiler.name)) continue;
    const least = await compiler.instantiations(base);
    for (const actions of sizes) {
      const measurement = await compiler.measure(programOf(actions));
      const perAction = Math.round((measurement.instantiations - least) / actions);
      measured.push({ program: name, actions, compiler: compiler.name, perAction, ...measurement });
    }
  }
}

function each(program: string, run: (price: Price) => void, versions = ["5.9", "7.0"] as const): void {
  const kind = kinds.find(({ name }) => name === program);
  for (const size of kind?.sizes ?? []) {
    for (const version of versions) {
      if (kind?.versions && !kind.versions.includes(version)) continue;
      test(`${size} actions (TypeScript ${version})`, () => {
        const isIt = (one: Price): boolean =>
          one.program === program && one.actions === size && one.compiler === version;
        const found = measured.find(isIt);
        if (!found) throw new Error("This was not measured.");
        run(found);
      });
    }
  }
}

const skipped = (size: number): string => {
  const way = Array.from({ length: size }, (_, i) => `a${i}`).filter((name) => name !== `a${size - 2}`);
  const shown = way.length < 12 ? way : [...way.slice(0, 4), "…", ...way.slice(-3)];
  return `"action 'a${size - 1}' reads 'k${size - 2}', which nothing writes on the path ${shown.join(" → ")}"`;
};

describe("a right graph has no problem, and stays in its budget", () => {
  each("right", ({ problems, perAction: cost }) => {
    expect(problems).toEqual([]);
    expect(cost).toBeLessThanOrEqual(perAction);
  });
});

describe("one that is loaded costs no more", () => {
  each("right, loaded", ({ problems, actions, compiler, perAction: cost }) => {
    const right = measured.find(
      (one) => one.program === "right" && one.actions === actions && one.compiler === compiler,
    );
    expect(problems).toEqual([]);
    expect(cost).toBeLessThanOrEqual(right?.perAction ?? 0);
  });
});

describe("2,000 actions are not too deep, right or wrong", () => {
  each("right, 2,000", ({ problems, perAction: cost }) => {
    expect(problems).toEqual([]);
    expect(cost).toBeLessThanOrEqual(perAction);
  });
  each("wrong, 2,000", ({ problems, perAction: cost }) => {
    expect(problems.map(({ code }) => code)).toEqual([2349]);
    expect(cost).toBeLessThanOrEqual(perAction);
  });
});

describe("other shapes have budgets of their own, and grow with the graph", () => {
  const limits = { fanOut: 1_300, narrowedKeys: 4_000, longLoop: 720, farReads: 1_600, dense: 2_800 };
  for (const [name, limit] of Object.entries(limits)) {
    describe(name, () => {
      each(name, ({ problems, perAction: cost }) => {
        expect(problems).toEqual([]);
        expect(cost).toBeLessThanOrEqual(limit);
      });
    });
  }

  test.each(["right", "wrong, near", "wrong, far"])("%s: ten times the actions cost ten times as much", (name) => {
    for (const version of ["5.9", "7.0"]) {
      const [small, large] = [100, 1_000].map((size) =>
        measured.find((one) => one.program === name && one.actions === size && one.compiler === version),
      );
      expect(large?.perAction).toBeLessThanOrEqual(1.15 * (small?.perAction ?? 0));
    }
  });
});

describe("a wrong graph gets its sentence, and stays in its budget", () => {
  each("wrong, near", ({ problems, perAction: cost }) => {
    expect(problems.map(({ code }) => code)).toEqual([2349]);
    expect(problems[0]?.message).toContain(`"action 'a2' reads 'k1', which nothing writes on the path a0 → a2"`);
    expect(cost).toBeLessThanOrEqual(perAction);
  });
});

describe("as does one whose mistake lies at the end of a path through all actions", () => {
  each("wrong, far", ({ problems, actions, perAction: cost }) => {
    expect(problems.map(({ code }) => code)).toEqual([2349]);
    expect(problems[0]?.message).toContain(skipped(actions));
    expect(cost).toBeLessThanOrEqual(perActionOnTheWay(actions));
  });
});

describe("a path of 900 actions is found, and told by its ends", () => {
  each("long way", ({ problems, perAction: cost }) => {
    expect(problems.map(({ code }) => code)).toEqual([2349]);
    expect(problems[0]?.message).toContain(
      `"action 'a899' reads 'missing', which nothing writes on the path a0 → a1 → a2 → a3 → … → a897 → a898 → a899"`,
    );
    expect(cost).toBeLessThanOrEqual(perAction);
  });
});

describe("a run of a right graph has no problem", () => {
  each("right, run", ({ problems }) => expect(problems).toEqual([]));
});

// What is certain at a stop is searched for key by key, each back to its writer: that is quadratic, and from 1,000
// actions in a row on TS2589. This fails as soon as it is linear: then it belongs to the budgets above.
describe("a run of a right graph stays in a budget of its own: what is certain at the stop is asked of every key", () => {
  each("right, run", ({ perAction: cost }) => expect(cost).toBeLessThanOrEqual(1.5 * perAction));
});
