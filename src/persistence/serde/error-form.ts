import type { Form } from "./forms.js";

/** Classes that errors come back as; all others come back as `Error`, with their name. */
const classes: Readonly<Record<string, { readonly prototype: Error }>> = {
  AggregateError,
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

/** What the language gives an error. Hidden from `Object.keys`, as a rule; where one is not, it is among the properties. */
const fields = ["message", "stack", "cause", "errors"] as const;

export const errorForm: Form = {
  tag: "Error",
  prototype: null,
  hasProperties: true,
  take: (error: Error) => {
    const parts: Record<string, unknown> = { name: nameOf(error) };
    for (const field of fields) {
      const value = hiddenField(error, field);
      if (value !== undefined) parts[field] = value.value;
    }
    // Told as they stand, so that what they cannot be told of is found: an accessor among them
    if (Object.keys(error).length > 0) parts.properties = propertiesOf(error);
    return parts;
  },
  empty: () => new Error(),
  fill: (made: Error, parts) => {
    if (typeof parts !== "object" || parts === null) return false;
    const { name, properties = {} } = parts as { readonly name?: unknown; readonly properties?: unknown };
    if (typeof name !== "string" || typeof properties !== "object" || properties === null) return false;
    Object.setPrototypeOf(made, Object.hasOwn(classes, name) ? (classes[name]?.prototype ?? null) : Error.prototype);
    // The stack of the place where it was read says nothing
    Reflect.deleteProperty(made, "stack");
    for (const field of fields) if (Object.hasOwn(parts, field)) own(made, field, Reflect.get(parts, field), false);
    for (const [key, value] of Object.entries(properties)) own(made, key, value, true);
    if (made.name !== name) own(made, "name", name, false);
    return true;
  },
};

function nameOf(error: Error): string {
  const name: unknown = error.name;
  if (typeof name !== "string") throw new TypeError("its name is no text");
  return name;
}

/** Own ones; message and stack may as well come from the class. */
function hiddenField(error: Error, field: (typeof fields)[number]): { readonly value: unknown } | undefined {
  if (Object.prototype.propertyIsEnumerable.call(error, field)) return undefined;
  if (Object.hasOwn(error, field)) return { value: Reflect.get(error, field) };
  const inherited: unknown = field === "message" || field === "stack" ? error[field] : undefined;
  return typeof inherited === "string" && inherited !== "" ? { value: inherited } : undefined;
}

function propertiesOf(error: Error): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const key of Object.keys(error)) {
    const property = Object.getOwnPropertyDescriptor(error, key) ?? {};
    Object.defineProperty(properties, key, { ...property, configurable: true });
  }
  return properties;
}

function own(made: Error, key: string, value: unknown, enumerable: boolean): void {
  Object.defineProperty(made, key, { value, enumerable, configurable: true, writable: true });
}
