/** What a layer may import from outside the repository: the package, and the one room with the door to it. */
export interface Door {
  package: string;
  room: string;
}

export interface Layer {
  name: string;
  /** Folders end with a slash, files do not. */
  rooms: string[];
  /** Imports inside the layer, each as `[from, to]`. All others go down. */
  inside?: [from: string, to: string][];
}

/** From the ground up: a room imports what stands in the layers before its own, and what `inside` allows. */
export const layers: Layer[] = [
  {
    name: "bedrock",
    rooms: ["types/", "text/", "sentences.ts", "errors.ts", "options.ts"],
    inside: [
      ["text/", "types/"],
      ["sentences.ts", "types/"],
      ["errors.ts", "types/"],
      ["options.ts", "errors.ts"],
      ["options.ts", "text/"],
      ["errors.ts", "sentences.ts"],
    ],
  },
  { name: "ground", rooms: ["schema/", "state/"], inside: [["state/", "schema/"]] },
  { name: "parts", rooms: ["action/", "condition/"] },
  { name: "graph", rooms: ["graph/"] },
  {
    name: "run",
    rooms: ["lifecycle/", "persistence/", "application/"],
    inside: [
      ["application/", "lifecycle/"],
      ["application/", "persistence/"],
    ],
  },
  { name: "around", rooms: ["parallel/", "tracking/", "visualize/", "testing/", "streaming/"] },
  { name: "surface", rooms: ["named.ts", "index.ts"], inside: [["index.ts", "named.ts"]] },
];

/**
 * What is loaded only when it is called, by `import()` in an expression, may stand above who calls it: it weighs nothing until
 * then, and nothing of it is in a type.
 */
export const loaded: [from: string, to: string][] = [["application/", "visualize/visualize.ts"]];

/** Rooms that eat what we sell: they import the surface and nothing under it. */
export const adapters: string[] = ["persisters/", "integrations/", "inspector/", "cli/"];

/** The only rooms that name these packages, in values or in types. No other package is imported below the adapters. */
export const doors: Door[] = [
  { package: "valibot", room: "schema/" },
  { package: "ts-toolbelt", room: "types/toolbelt.ts" },
  { package: "@dagrejs/dagre", room: "visualize/layout.ts" },
];
