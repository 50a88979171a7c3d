import type { Class, Late, Member, Structure } from "./member.js";

/** Gives each member a text that it shares with what is the same type, so that sets of members can be kept. */
export type Marker = (member: Member) => string;

/** A marker remembers what it has seen: classes and symbols have no text of their own. */
export function createMarker(): Marker {
  const numbers = new Map<unknown, number>();
  const numberOf = (one: Class | Structure | symbol): number => {
    const number = numbers.get(one) ?? numbers.size;
    numbers.set(one, number);
    return number;
  };
  const marks = new WeakMap<Structure, string>();
  /** A structure that stands in itself is known by its number. */
  const markOfStructure = (structure: Structure): string => {
    const known = marks.get(structure);
    if (known !== undefined) return known;
    marks.set(structure, `#${numberOf(structure)}`);
    const mark = write(structure);
    marks.set(structure, mark);
    return mark;
  };
  const union = (members: Late): string => [...new Set(members().map(mark))].sort().join("|");
  const write = (structure: Structure): string => {
    switch (structure.kind) {
      case "shape": {
        const properties = [...structure.properties].map(
          ([name, { optional, members }]) => `${JSON.stringify(name)}${optional ? "?" : ""}:${union(members)}`,
        );
        return `{${properties.sort().join()}${structure.rest ? `;${union(structure.rest)}` : ""}}`;
      }
      case "list":
        return `${structure.readonly ? "readonly" : ""}[${structure.items.map(union).join()}${structure.rest ? `;${union(structure.rest)}` : ""}]`;
      case "instance":
        return `${numberOf(structure.class)}<${structure.holds.map(union).join()}>`;
    }
  };
  const mark = (member: Member): string => {
    switch (member.kind) {
      case "unit": {
        const { value } = member;
        if (typeof value === "symbol") return `symbol ${numberOf(value)}`;
        // 0 is -0
        return typeof value === "string" ? JSON.stringify(value) : `${typeof value} ${value === 0 ? 0 : String(value)}`;
      }
      case "wide":
        return member.type;
      case "object":
        return markOfStructure(member.structure);
      default:
        return member.kind;
    }
  };
  return mark;
}
