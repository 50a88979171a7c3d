/**
 * A second opinion on State: plain records, operations replayed from the beginning at every question. Shares no code with
 * the library.
 */
export type Step =
  | { readonly do: "update"; readonly values: Readonly<Record<string, unknown>> }
  | { readonly do: "append"; readonly values: Readonly<Record<string, number>> }
  | { readonly do: "extend"; readonly values: Readonly<Record<string, readonly number[]>> }
  | { readonly do: "increment"; readonly values: Readonly<Record<string, number>> }
  | { readonly do: "wipe"; readonly keys: readonly string[] };

export interface Reference {
  readonly base: Readonly<Record<string, unknown>>;
  readonly history: readonly Step[];
  /** Keys that were hidden, each with the length of the history at which that happened. */
  readonly hidden: readonly { readonly key: string; readonly at: number }[];
}

export const begin = (base: Readonly<Record<string, unknown>>): Reference => ({ base, history: [], hidden: [] });

export const after = (reference: Reference, step: Step): Reference => ({
  ...reference,
  history: [...reference.history, step],
});

export const showing = (reference: Reference, keys: readonly string[]): Reference => {
  const gone = Object.keys(valuesOf(reference)).filter((key) => !keys.includes(key));
  return {
    ...reference,
    hidden: [...reference.hidden, ...gone.map((key) => ({ key, at: reference.history.length }))],
  };
};

export const merged = (one: Reference, other: Reference): Reference =>
  other.history.filter((step) => !one.history.includes(step)).reduce(after, one);

/** What a run that ends here has written, and what it has removed. */
export function outcomeOf({ base, history }: Reference): { written: Record<string, unknown>; deleted: string[] } {
  const touched = new Map<string, "written" | "deleted">();
  for (const step of history) {
    if (step.do === "wipe") for (const key of step.keys) touched.set(key, "deleted");
    else for (const key of Object.keys(step.values)) touched.set(key, "written");
  }
  const all = valuesOf({ base, history, hidden: [] });
  const keysThatAre = (what: string) => [...touched].filter(([, became]) => became === what).map(([key]) => key);
  return {
    written: Object.fromEntries(keysThatAre("written").map((key) => [key, all[key]])),
    deleted: keysThatAre("deleted").sort(),
  };
}

export function valuesOf({ base, history, hidden }: Reference): Record<string, unknown> {
  const values: Record<string, unknown> = structuredClone(base);
  const lastWrite = new Map<string, number>();
  for (const [index, step] of history.entries()) {
    if (step.do === "wipe") {
      for (const key of step.keys) delete values[key];
      continue;
    }
    for (const [key, value] of Object.entries(step.values)) {
      lastWrite.set(key, index);
      if (step.do === "update") values[key] = value;
      if (step.do === "append") values[key] = ((values[key] ?? []) as unknown[]).concat([value]);
      if (step.do === "extend") values[key] = ((values[key] ?? []) as unknown[]).concat(value);
      if (step.do === "increment") values[key] = ((values[key] ?? 0) as number) + (value as number);
    }
  }
  for (const { key, at } of hidden) if ((lastWrite.get(key) ?? -1) < at) delete values[key];
  return values;
}
