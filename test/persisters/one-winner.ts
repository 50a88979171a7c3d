import { ConflictError, type StatePersister } from "typeburr";
import { expect } from "vitest";
import { stepOf } from "./file/steps.js";

/** Of many that save the same step at once, three times in a row, one wins, and the others are told. */
export async function expectOneWinner(persisters: readonly StatePersister[], losers: number): Promise<void> {
  for (const id of [0, 1, 2]) {
    const outcomes = await Promise.allSettled(persisters.map((persister) => persister.save(stepOf(id))));
    const lost = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(lost).toHaveLength(losers);
    for (const error of lost) expect(error).toBeInstanceOf(ConflictError);
  }
  expect((await persisters[0]?.load({ appId: "app" }))?.state).toEqual({ said: [0, 1, 2] });
}
