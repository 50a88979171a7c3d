import { byteForms } from "./byte-forms.js";
import { Coded } from "./coded.js";
import { errorForm } from "./error-form.js";

/** How values of one class are told in JSON's words, and made again. Twins: what `take` gives, `make` or `fill` gets. */
export type Form = LeafForm | OpenForm;

interface AnyForm {
  /** The name that is written. */
  readonly tag: string;
  /** Of those values, and only those; null where something else tells them. */
  readonly prototype: object | null;
  /** Whether properties of its own are among what it is made of; else it may have none. */
  readonly hasProperties?: boolean;
  /**
   * What the value is made of: plain objects and lists, of anything that can be written.
   *
   * @throws If it only looks like one of its class, or has more to it than can be told.
   */
  take(value: never): unknown;
}

/** Of values that nothing else can stand in. */
interface LeafForm extends AnyForm {
  /** @returns Null if no value is made of that. */
  make(parts: unknown): object | null;
}

/** Of values that others can stand in, themselves too: made first, and filled later. */
interface OpenForm extends AnyForm {
  empty(): object;
  /** @returns Whether such a value is made of that. */
  fill(made: never, parts: unknown): boolean;
}

const dateForm: Form = {
  tag: "Date",
  prototype: Date.prototype,
  take: (date: Date) => (Number.isNaN(date.getTime()) ? null : date.toISOString()),
  make: (parts) => {
    if (parts === null) return new Date(Number.NaN);
    const date = new Date(typeof parts === "string" ? parts : Number.NaN);
    return Number.isNaN(date.getTime()) ? null : date;
  },
};

const urlForm: Form = {
  tag: "URL",
  prototype: URL.prototype,
  take: ({ href }: URL) => href,
  make: (parts) => (typeof parts === "string" ? new URL(parts) : null),
};

const regExpForm: Form = {
  tag: "RegExp",
  prototype: RegExp.prototype,
  take: ({ source, flags, lastIndex }: RegExp) => ({ source, flags, lastIndex }),
  make: (parts) => {
    const { source, flags, lastIndex } = (parts ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof source !== "string" || typeof flags !== "string" || typeof lastIndex !== "number") return null;
    return Object.assign(new RegExp(source, flags), { lastIndex });
  },
};

const mapForm: Form = {
  tag: "Map",
  prototype: Map.prototype,
  take: (map: Map<unknown, unknown>) => Array.from(Map.prototype.entries.call(map)),
  empty: () => new Map(),
  fill: (made: Map<unknown, unknown>, parts) => {
    if (!Array.isArray(parts) || !parts.every((entry) => Array.isArray(entry) && entry.length === 2)) return false;
    for (const [key, value] of parts as [unknown, unknown][]) made.set(key, value);
    return made.size === parts.length;
  },
};

const setForm: Form = {
  tag: "Set",
  prototype: Set.prototype,
  take: (set: Set<unknown>) => Array.from(Set.prototype.values.call(set)),
  empty: () => new Set(),
  fill: (made: Set<unknown>, parts) => {
    if (!Array.isArray(parts)) return false;
    for (const member of parts as unknown[]) made.add(member);
    return made.size === parts.length;
  },
};

const codedForm: Form = {
  tag: "coded",
  prototype: Coded.prototype,
  hasProperties: true,
  take: ({ value }: Coded) => value,
  empty: () => new Coded(undefined),
  fill: (made: Coded, parts) => {
    made.value = parts;
    return true;
  },
};

const forms = [dateForm, urlForm, regExpForm, mapForm, setForm, codedForm, errorForm, ...byteForms];
const byTag: ReadonlyMap<string, Form> = new Map(forms.map((form) => [form.tag, form]));
const byPrototype: ReadonlyMap<object | null, Form> = new Map(forms.map((form) => [form.prototype, form]));

/** The form that is written under a name. */
export const formNamed = (tag: string): Form | undefined => byTag.get(tag);

/** The form of a value, by its class; a subclass would come back as less than it was. */
export function formOf(value: object): Form | undefined {
  if (value instanceof Error) return errorForm;
  return byPrototype.get(Object.getPrototypeOf(value));
}
