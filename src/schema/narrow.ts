import type { Primitive } from "../types/toolbelt.js";
import { fits } from "./fit.js";
import { isSameValue, type Member, unitOf } from "./member.js";

/** What is known of a value: that it equals another, or that it does not. */
export type Knowledge = { readonly is: Primitive } | { readonly isnt: Primitive };

/** What is left of a member under what is known of it; null if nothing is. */
export function narrow(member: Member, knowledge: Knowledge): Member | null {
  if ("isnt" in knowledge) {
    const { isnt } = knowledge;
    // NaN has no type of its own, so nothing is excluded by it
    return member.kind === "unit" && isSameValue(member.value, isnt) ? null : member;
  }
  // An object never equals a primitive
  if (member.kind === "object") return null;
  const unit = unitOf(knowledge.is);
  if (fits(unit, [member])) return unit;
  return fits(member, [unit]) ? member : null;
}
