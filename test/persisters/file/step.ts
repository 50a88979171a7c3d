import type { StoredStep } from "typeburr";

let writes = 0;

/** A step as the engine makes it, which appends its own number to `said`; the first one has a snapshot. */
export function stepFor(sequenceId: number, given: Partial<StoredStep> = {}): StoredStep {
  writes += 1;
  return {
    format: 1,
    partitionKey: null,
    appId: "app",
    version: null,
    sequenceId,
    previousId: sequenceId === 0 ? null : sequenceId - 1,
    action: "say",
    status: "completed",
    position: { last: "say", next: null, committedId: sequenceId, error: null, edges: [] },
    delta: JSON.stringify([{ append: { said: [sequenceId] } }]),
    snapshot: sequenceId === 0 ? JSON.stringify({ said: [0] }) : null,
    parent: null,
    createdAt: "2026-11-22T12:00:00.000Z",
    writeId: `write-${writes}`,
    ...given,
  };
}

/** 0, 1, 2, ... */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
