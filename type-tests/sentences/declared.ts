/** What an action declares, as the text between the braces. */
interface Declaration {
  readonly reads?: string;
  readonly writes?: string;
  readonly deletes?: string;
}

/**
 * Declarations of actions by their schemas: `declared({ image: { reads: 'mode: v.literal("image")', writes: "url: v.url()" } })`.
 * They are sketches that throw when run: the compiler is asked about the graph, not about them. Where all keys are
 * strings, `actions` is shorter.
 */
export function declared(table: Readonly<Record<string, Declaration>>): string {
  return Object.entries(table)
    .map(([name, { reads, writes, deletes }]) => {
      const deleted = deletes === undefined ? "" : `deletes: [${deletes}], `;
      const run = 'run: () => { throw new Error("a sketch"); }';
      return `const ${name} = action({ reads: ${record(reads)}, writes: ${record(writes)}, ${deleted}${run} });`;
    })
    .join("\n    ");
}

const record = (entries: string | undefined): string => (entries === undefined ? "{}" : `{ ${entries} }`);
