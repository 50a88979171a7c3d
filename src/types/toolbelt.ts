/**
 * The only door to ts-toolbelt. Deep imports with `.js`: through its index a consumer with `skipLibCheck: false`
 * pays 305 files and 5.1 s, through these paths a handful of files.
 */
export type { Concat } from "ts-toolbelt/out/List/Concat.js";
export type { Primitive } from "ts-toolbelt/out/Misc/Primitive.js";
