import { any } from "valibot";
import type { Schema } from "./record.js";

/** Accepts whatever stands in a key, which has to be there: of `any` nobody says that it accepts `undefined`. */
export const anything: Schema = any();
