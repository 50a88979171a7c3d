import { problemsOf } from "../../condition/expr/check.js";
import { capturedError } from "../../schema/captured-error.js";
import { isPrimitive, type Member, type Members, unitOf } from "../../schema/member.js";
import { membersOf } from "../../schema/members.js";
import type { Arc } from "../graph.js";
import { type Flow, isKnown, type KeyFlow } from "./flow.js";
import type { Problem } from "./problem.js";

/** T9: what is wrong with the expressions in a transition's condition; of a list of sources the first stands for all. */
export function wrongExpressions(flow: Flow): Problem[] {
  const asking = flow.arcs.filter(({ condition }) => condition.expressions.length > 0);
  if (asking.length === 0) return [];
  const known = knownIn(flow);
  const firsts = new Map<number, Arc>();
  for (const arc of asking) if (!firsts.has(arc.position)) firsts.set(arc.position, arc);
  return [...firsts.values()].flatMap(({ from, condition }) => {
    const messages = condition.expressions.flatMap((expression) => problemsOf(expression, known));
    return [...new Set(messages)].map(
      (message): Problem => ({ rule: "expression", severity: "error", message, action: from, key: null, path: [] }),
    );
  });
}

// graph -> the keys that anybody knows, each with what may stand there; where it is only read, that may be anything
function knownIn(flow: Flow): ReadonlyMap<string, Members> {
  const known = flow.keys.filter((key) => isKnown(key) || key.isRead);
  return new Map(known.map((key) => [key.key, isKnown(key) ? membersAt(flow, key) : [unseen]]));
}

function membersAt({ graph }: Flow, { key, isGiven, mayWrite, captures }: KeyFlow): Members {
  const written = [...mayWrite.values()].flatMap(({ schema }) => membersOf(schema));
  const captured = captures.length > 0 ? membersOf(capturedError) : [];
  const given = graph.initial[key];
  return [...written, ...captured, ...(isGiven ? [isPrimitive(given) ? unitOf(given) : unseen] : [])];
}

const unseen: Member = { kind: "unknown" };
