import { getDotPath, safeParse } from "valibot";
import type { Issue } from "../errors.js";
import { cut } from "../text/wording.js";
import type { Schema } from "./record.js";

/** What parsing came to: the schema's output, or what it found wrong. */
export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export function parse(schema: Schema, value: unknown): Parsed {
  const parsed = safeParse(schema, value);
  if (parsed.success) return { ok: true, value: parsed.output };
  return {
    ok: false,
    issues: parsed.issues.map((issue) => ({ message: issue.message, path: getDotPath(issue) })),
  };
}

/** How many issues a message tells, and how much of each: a long list of long strings is no message. */
const [told, length] = [5, 200];

/** The issues as one line. */
export function describe(issues: readonly Issue[]): string {
  const lines = issues
    .slice(0, told)
    .map(({ message, path }) => cut(path === null ? message : `${path}: ${message}`, length));
  return lines.join("; ") + (issues.length > told ? `; and ${issues.length - told} more` : "");
}
