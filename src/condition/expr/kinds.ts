import type { Member, Members } from "../../schema/member.js";
import { unseenIn } from "./property.js";

/** In the order in which sentences tell them. */
const order = ["string", "number", "bigint", "boolean", "symbol", "null", "undefined", "object"] as const;

/** A value -> what it is, for a sentence: `number | null`. */
export type KindsOf<TValue> = unknown extends TValue ? "unknown" : Joined<KindOf<TValue>, typeof order>;

type KindOf<TValue> = TValue extends string
  ? "string"
  : TValue extends number
    ? "number"
    : TValue extends bigint
      ? "bigint"
      : TValue extends boolean
        ? "boolean"
        : TValue extends symbol
          ? "symbol"
          : TValue extends null
            ? "null"
            : TValue extends void
              ? "undefined"
              : "object";

type Joined<TKinds, TOrder extends readonly string[], TSoFar extends string = ""> = TOrder extends readonly [
  infer Kind extends string,
  ...infer Kinds extends readonly string[],
]
  ? Joined<TKinds, Kinds, Kind extends TKinds ? (TSoFar extends "" ? Kind : `${TSoFar} | ${Kind}`) : TSoFar>
  : TSoFar;

/** As the type of the same name. */
export function kindsOf(value: Members): string {
  if (unseenIn(value)) return "unknown";
  const kinds = new Set(value.map(kindOf));
  return order.filter((kind) => kinds.has(kind)).join(" | ");
}

/** What a member is; `unknown` if code cannot see it. */
export function kindOf(member: Member): string {
  switch (member.kind) {
    case "wide":
      return member.type;
    case "unit":
      return member.value === null ? "null" : typeof member.value;
    case "object":
      return "object";
    default:
      return "unknown";
  }
}
