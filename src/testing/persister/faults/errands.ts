import { action } from "../../../action/action.js";
import { application } from "../../../application/builder.js";
import { onError } from "../../../condition/on-error.js";
import type { ForkOptions } from "../../../persistence/options.js";
import type { StatePersister } from "../../../persistence/persister.js";
import { anything } from "../../../schema/anything.js";
import { anyList } from "../../../schema/list.js";
import type { SchemaOf } from "../../../schema/record.js";

const number = anything as SchemaOf<number, number>;
const text = anything as SchemaOf<string, string>;
const texts = anyList as SchemaOf<string[], string[]>;

/** What a test sees of an application from outside, whatever becomes of the application. */
export interface Witness {
  /** `act 3`: each time that an action has begun, with its turn. */
  readonly runs: string[];
}

export type Errands = Awaited<ReturnType<typeof errands>>;

/** How the application of the tests is called. */
export const identity = { appId: "errands", partitionKey: "it's a test" };

interface ErrandsOptions extends Partial<Witness> {
  readonly appId?: string;
  readonly fork?: ForkOptions;
}

/**
 * An application that goes on for ever, of which each step follows from what is stored: it counts its turns, fails on some of them,
 * goes along error edges, and does each thing that can be done to a state.
 *
 * - On a turn that 4 divides, `act` fails three times, and `recover` is next.
 * - On other even turns it fails once, and is tried again.
 */
export function errands(persister: StatePersister, options: ErrandsOptions = {}) {
  const { runs = [], appId = identity.appId, fork } = options;
  const think = action({
    reads: { turn: number },
    writes: { turn: number, log: texts, note: text },
    run(state) {
      const turn = state.turn + 1;
      runs.push(`think ${turn}`);
      return state
        .increment({ turn: 1 })
        .append({ log: `think ${turn}` })
        .update({ note: `of turn ${turn}` });
    },
  });
  const act = action({
    reads: { turn: number },
    writes: { log: texts, acted: number },
    run(state, _, { error }) {
      const { turn } = state;
      runs.push(`act ${turn}`);
      if (turn % 4 === 0 || (turn % 2 === 0 && error === undefined)) throw new Error(`turn ${turn} is too much`);
      return state.extend({ log: [`act ${turn}`, "done"] }).update({ acted: turn });
    },
  });
  const recover = action({
    reads: { turn: number },
    writes: { log: texts },
    deletes: ["problem"],
    run(state) {
      runs.push(`recover ${state.turn}`);
      return state.append({ log: `recover ${state.turn}` }).wipe("problem");
    },
  });
  return application()
    .withActions({ think, act, recover })
    .withTransitions(
      ["think", "act"],
      ["act", "act", onError({ max: 2 })],
      ["act", "recover", onError({ capture: "problem" })],
      ["act", "think"],
      ["recover", "think"],
    )
    .withIdentifiers({ ...identity, appId })
    .withPersister(persister)
    .initializeFrom(persister, {
      default: { state: { turn: 0, log: [], note: "", acted: 0 }, entrypoint: "think" },
      ...(fork ? { fork } : {}),
    })
    .build();
}
