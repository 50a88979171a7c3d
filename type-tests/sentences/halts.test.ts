import { describe } from "vitest";
import { accepted, actions, refused } from "../harness/annotated.js";

const app = `${actions({ a: "-> x", b: "x ->" })}
    const app = application().withActions({ a, b }).withTransitions(["a", "b"]).withEntrypoint("a").build();`;

describe("a halt list", () => {
  refused(
    "that is empty would never halt",
    `
    ${app}
    app.run({ haltAfter: [] });
//            ^^^^^^^^^ 2322 "a halt list names at least one action"
    app.iterate({ haltBefore: [] });
//                ^^^^^^^^^^ 2322 "a halt list names at least one action"
`,
  );

  refused(
    "that is no list",
    `
    ${app}
    app.run({ haltAfter: "b" });
//            ^^^^^^^^^ 2322 Type 'string' is not assignable to type
    app.run({ haltAfter: { b: true } });
//                         ^ 2353 'b' does not exist in type
    app.run({ haltBefore: null });
//            ^^^^^^^^^^ 2322 Type 'null' is not assignable to type
`,
  );

  refused(
    "of all(...) without a name",
    `
    all();
//  ^^^ 2555 Expected at least 1 arguments, but got 0.
`,
  );

  accepted(
    "that is known only when it runs",
    `
    ${app}
    const names: ("a" | "b")[] = ["b"];
    app.run({ haltAfter: names, haltBefore: names });
    app.iterate({ haltAfter: all("a", "b") });
    app.run({});
    app.run();
`,
  );
});

describe("step", () => {
  refused(
    "takes no halts",
    `
    ${app}
    app.step({ haltAfter: ["b"] });
//             ^^^^^^^^^ 2353 'haltAfter' does not exist in type
`,
  );
});
