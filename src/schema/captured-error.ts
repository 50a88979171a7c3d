import { object, string } from "valibot";
import type { Schema } from "./record.js";

/** What an error edge writes where it captures an error. */
export const capturedError: Schema = object({ name: string(), message: string() });
