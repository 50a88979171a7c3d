import { randomId } from "../../application/random-id.js";
import { currentFormat, type StoredStep } from "../../persistence/record.js";

/** Of an application, and what of its step is to be unlike the others. */
export type SampleOf = Partial<StoredStep> & Pick<StoredStep, "appId">;

/** A first step as an application might write it. */
export function sampleStep(of: SampleOf): StoredStep {
  const { sequenceId = 0 } = of;
  return {
    partitionKey: null,
    sequenceId,
    previousId: null,
    format: currentFormat,
    version: null,
    action: "count",
    status: "completed",
    position: { last: "count", next: null, committedId: sequenceId, error: null, edges: [] },
    delta: "[]",
    snapshot: "{}",
    parent: null,
    createdAt: new Date(Date.UTC(2026, 0, 1) + sequenceId * 1007).toISOString(),
    writeId: randomId(),
    ...of,
  };
}

/** A step, and the state behind it, found without any replay. */
export interface Sample {
  readonly step: StoredStep;
  readonly state: Readonly<Record<string, unknown>>;
}

/** Steps that do each thing that can be done to a state. Every fifth has a snapshot. */
export function sampleHistory(of: SampleOf, length: number): Sample[] {
  const samples: Sample[] = [];
  const log: string[] = [];
  for (let index = 0; index < length; index++) {
    const hasNote = index % 3 !== 2;
    log.push(`entry ${index} of ${of.appId}`);
    const note = `note ${index}`;
    const state = { count: index + 1, log: [...log], ...(hasNote ? { note } : {}) };
    const step = sampleStep({
      ...of,
      sequenceId: index,
      previousId: index === 0 ? null : index - 1,
      delta: JSON.stringify([
        { increment: { count: 1 } },
        { [index % 2 === 0 ? "append" : "extend"]: { log: log.slice(-1) } },
        hasNote ? { set: { note } } : { delete: ["note"] },
      ]),
      snapshot: index % 5 === 0 ? JSON.stringify(state) : null,
    });
    samples.push({ step, state });
  }
  return samples;
}

/** The step that follows another one. */
export const sampleAfter = (step: StoredStep): StoredStep =>
  sampleStep({
    appId: step.appId,
    partitionKey: step.partitionKey,
    sequenceId: step.sequenceId + 1,
    previousId: step.sequenceId,
    delta: JSON.stringify([{ set: { after: step.sequenceId } }]),
    snapshot: null,
  });
