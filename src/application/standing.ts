import type { EdgeCount, Position } from "../persistence/record.js";
import { captured, type Streak, timesOf } from "./failure.js";
import type { ErrorWay, Node, Plan } from "./plan.js";

/** An error edge that is taken. */
export interface Taken {
  readonly way: ErrorWay;
  readonly error: unknown;
  /** How often it has been taken in a row, with this time. */
  readonly times: number;
}

/** Where an application stands between two steps: the engine's own record, no keys in the user's state. */
export class Standing {
  /** The last action that has completed; null if none has since the beginning. */
  last: Node | null = null;
  lastResult: unknown = null;
  /** Number of the last attempted step. */
  sequenceId: number | null = null;
  /** The last one that was committed: what makes all attempts at one step alike. */
  committedId: number | null = null;
  /** Where a failure has led, unless that action has completed since: it is next. */
  raised: { readonly to: Node; readonly error: unknown } | null = null;
  /** Of actions that have not completed since, the error edge that has been taken last. */
  readonly streaks = new Map<string, Streak>();

  /** Where a stored step has left an application. Counts of edges that the graph no longer has count nothing. */
  static of({ nodes }: Plan, { last, next, committedId, error, edges }: Position): Standing {
    const standing = new Standing();
    const to = next === null ? undefined : nodes.get(next);
    standing.last = (last === null ? undefined : nodes.get(last)) ?? null;
    standing.committedId = committedId;
    standing.raised = to ? { to, error: error ?? undefined } : null;
    for (const { from, to: target, edge, times } of edges) {
      const ways = nodes.get(from)?.errorWays.filter((way) => way.to.action === target) ?? [];
      const way = ways.find(({ position }) => position === edge) ?? ways[0];
      if (way) standing.streaks.set(from, { way, times });
    }
    return standing;
  }

  /** An action has completed: all that a failure has left is over. */
  completed(node: Node, sequenceId: number, result: unknown): void {
    this.lastResult = result;
    this.committedId = sequenceId;
    this.last = node;
    this.raised = null;
    if (this.streaks.size > 0) this.streaks.delete(node.action);
  }

  /** An action has failed, and is next again, whatever the transitions say by now; it sees again what has led to it. */
  failed(node: Node): void {
    this.raised = { to: node, error: this.raised?.error };
  }

  /** The error edge that is about to be taken. */
  taking({ action }: Node, way: ErrorWay, error: unknown): Taken {
    return { way, error, times: timesOf(this.streaks.get(action), way) + 1 };
  }

  /** An action has failed, and an error edge out of it is taken. */
  moved({ action }: Node, { way, error, times }: Taken): void {
    this.streaks.set(action, { way, times });
    this.raised = { to: way.to, error };
  }

  /** Back to where everything starts. */
  reset(): void {
    this.last = null;
    this.lastResult = null;
    this.raised = null;
    this.streaks.clear();
  }

  /** As it is to be stored, if an action has completed. */
  behind({ action }: Node, sequenceId: number): Position {
    const others = [...this.streaks].filter(([from]) => from !== action);
    return { last: action, next: null, committedId: sequenceId, error: null, edges: edgeCounts(others) };
  }

  /** As it is to be stored, if an action has failed, and is next again. */
  before({ action }: Node): Position {
    return this.#headedFor(action, this.raised?.error, this.streaks);
  }

  /** As it is to be stored, if an action has failed, and an error edge is taken. */
  along({ action }: Node, { way, error, times }: Taken): Position {
    return this.#headedFor(way.to.action, error, new Map(this.streaks).set(action, { way, times }));
  }

  #headedFor(next: string, error: unknown, streaks: Iterable<[string, Streak]>): Position {
    return {
      last: this.last?.action ?? null,
      next,
      committedId: this.committedId,
      error: error === undefined ? null : captured(error),
      edges: edgeCounts(streaks),
    };
  }
}

function edgeCounts(streaks: Iterable<[string, Streak]>): readonly EdgeCount[] {
  return Array.from(streaks, ([from, { way, times }]) => ({ from, to: way.to.action, edge: way.position, times }));
}
