import { base64, bytesOf } from "./bytes.js";
import type { Form } from "./forms.js";

const typedArrays = [
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "Float16Array",
  "Float32Array",
  "Float64Array",
  "BigInt64Array",
  "BigUint64Array",
  "DataView",
] as const;

/** What shows bytes, and can be made of them. */
type ViewClass = (new (bytes: ArrayBuffer) => ArrayBufferView) & { readonly BYTES_PER_ELEMENT?: number };

/** Those that the platform has: only newer ones know `Float16Array`. */
const views: Form[] = typedArrays.flatMap((tag): Form[] => {
  const View = (globalThis as unknown as Readonly<Record<string, ViewClass | undefined>>)[tag];
  return View === undefined ? [] : [viewForm(tag, View)];
});

const bufferForm: Form = {
  tag: "ArrayBuffer",
  prototype: ArrayBuffer.prototype,
  take: (buffer: ArrayBuffer) => base64(new Uint8Array(buffer)),
  make: (parts) => (typeof parts === "string" ? (bytesOf(parts)?.buffer ?? null) : null),
};

/** Node's `Buffer`; where there is none, what it is a subclass of. */
const nodeBufferForm: Form = {
  tag: "Buffer",
  prototype: typeof Buffer === "undefined" ? null : Buffer.prototype,
  take: textOf,
  make: (parts) => {
    const bytes = typeof parts === "string" ? bytesOf(parts) : null;
    return bytes === null || typeof Buffer === "undefined" ? bytes : Buffer.from(bytes.buffer);
  },
};

/** Only the bytes that are shown are written, and come back in memory of their own. */
export const byteForms: readonly Form[] = [...views, bufferForm, nodeBufferForm];

function viewForm(tag: string, View: ViewClass): Form {
  return {
    tag,
    prototype: View.prototype,
    take: textOf,
    make: (parts) => {
      const bytes = typeof parts === "string" ? bytesOf(parts) : null;
      if (bytes === null || bytes.length % (View.BYTES_PER_ELEMENT ?? 1) !== 0) return null;
      return new View(bytes.buffer);
    },
  };
}

function textOf({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return base64(new Uint8Array(buffer, byteOffset, byteLength));
}
