import type { EdgeCount, Position, StoredStep } from "../../../persistence/record.js";

/** What one attempted step of the errands comes to. */
export interface Expected {
  readonly action: string;
  readonly status: StoredStep["status"];
  readonly position: Position;
  readonly state: Readonly<Record<string, unknown>>;
  /** The action that is next. */
  readonly next: string;
}

const again = (times: number): EdgeCount => ({ from: "act", to: "act", edge: 1, times });
const givenUp: EdgeCount = { from: "act", to: "recover", edge: 2, times: 1 };

/** The attempted steps of the errands as they have to be, told without any of the code that runs and stores them. */
export function modelOf(length: number): readonly Expected[] {
  const steps: Expected[] = [];
  let state: { readonly turn: number; readonly log: readonly string[]; readonly [key: string]: unknown };
  state = { turn: 0, log: [], note: "", acted: 0 };
  let committed: { readonly last: string | null; readonly committedId: number | null };
  committed = { last: null, committedId: null };
  const complete = (action: string, next: string, edges: readonly EdgeCount[] = []): void => {
    committed = { last: action, committedId: steps.length };
    const position = { ...committed, next: null, error: null, edges };
    steps.push({ action, status: "completed", position, state, next });
  };
  const fail = (next: string, edge: EdgeCount): void => {
    const error = { name: "Error", message: `turn ${state.turn} is too much` };
    if (next === "recover") state = { ...state, problem: error };
    steps.push({
      action: "act",
      status: "failed",
      position: { ...committed, next, error, edges: [edge] },
      state,
      next,
    });
  };
  while (steps.length < length) {
    const turn = state.turn + 1;
    // A turn that is given up leaves its count until `act` has completed once more
    const left = turn % 4 === 1 && turn > 1 ? [givenUp] : [];
    state = { ...state, turn, log: [...state.log, `think ${turn}`], note: `of turn ${turn}` };
    complete("think", "act", left);
    if (turn % 2 === 0) fail("act", again(1));
    if (turn % 4 === 0) {
      fail("act", again(2));
      fail("recover", givenUp);
      const { problem: _, ...rest } = state;
      state = { ...rest, turn, log: [...state.log, `recover ${turn}`] };
      complete("recover", "think", [givenUp]);
    } else {
      state = { ...state, log: [...state.log, `act ${turn}`, "done"], acted: turn };
      complete("act", "think");
    }
  }
  return steps.slice(0, length);
}
