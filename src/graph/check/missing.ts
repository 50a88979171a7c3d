import { deletedCondition, deletedRead, unwrittenCondition, unwrittenRead } from "../../sentences.js";
import type { Arc } from "../graph.js";
import type { Flow, KeyFlow } from "./flow.js";
import { actionsOn, pathOf } from "./path.js";
import type { Problem } from "./problem.js";
import { isOpenAfter, isOpenTo } from "./unwritten.js";
import { type Witness, type Witnesses, witnesses } from "./witness.js";

/** T1, T5 and T10: every action and every condition that needs a key, on a path that does not write it, or deletes it. */
export function missing(flow: Flow): Problem[] {
  const { graph, arcs } = flow;
  const witnessesOf = finder(flow);
  const problems: Problem[] = [];
  for (const [action, { reads }] of graph.actions) {
    for (const { key, optional } of reads) {
      const witness = optional ? null : witnessesOf(key)?.to(action);
      if (witness) problems.push(ofRead(action, key, witness));
    }
  }
  for (const arc of arcs) {
    for (const key of flow.neededOn(arc)) {
      const witness = witnessesOf(key)?.past(arc.from);
      if (witness) problems.push(ofCondition(arc, key, witness));
    }
  }
  return problems;
}

/** Only a key that is missing somewhere pays for the search, and keys that the same actions write share it. */
function finder(flow: Flow): (name: string) => Witnesses | null {
  const found = new Map<string, Witnesses | null>();
  const alike = new Map<string, Witnesses>();
  const find = (key: KeyFlow): Witnesses | null => {
    const { readers, askedBy, isGiven, writers, deleters, captures } = key;
    const sources = askedBy.map(({ from }) => from);
    if (!isOpenTo(flow, key, readers) && !isOpenAfter(flow, key, sources)) return null;
    const mark = JSON.stringify([isGiven, [...writers], [...deleters], captures.map((arc) => flow.arcs.indexOf(arc))]);
    const shared = alike.get(mark) ?? witnesses(flow, key);
    alike.set(mark, shared);
    return shared;
  };
  return (name) => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const fresh = find(flow.of(name));
    found.set(name, fresh);
    return fresh;
  };
}

function ofRead(action: string, key: string, witness: Witness): Problem {
  const { deleter } = witness;
  const path = pathOf(witness);
  return {
    rule: deleter === null ? "unwritten-read" : "deleted-read",
    severity: "error",
    message: deleter === null ? unwrittenRead(action, key, path) : deletedRead(action, key, deleter, path),
    action,
    key,
    path: actionsOn(witness),
  };
}

function ofCondition({ from, to }: Arc, key: string, witness: Witness): Problem {
  const { deleter } = witness;
  const path = pathOf(witness);
  return {
    rule: deleter === null ? "unwritten-condition" : "deleted-condition",
    severity: "error",
    message:
      deleter === null ? unwrittenCondition(from, to, key, path) : deletedCondition(from, to, key, deleter, path),
    action: from,
    key,
    path: actionsOn(witness),
  };
}
