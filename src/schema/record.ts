import type { GenericSchema, InferInput, InferOutput } from "valibot";

/** Any synchronous valibot schema. */
export type Schema = GenericSchema;

/** A schema by what it accepts and what it gives back. */
export type SchemaOf<TAccepted, TGiven> = GenericSchema<TAccepted, TGiven>;

/** State keys (or input names) with the schema of each. */
export type SchemaRecord = Readonly<Record<string, Schema>>;

/** What a schema accepts. */
export type Accepted<TSchema extends Schema> = InferInput<TSchema>;

/** What a schema gives back: after defaults and transforms. */
export type Given<TSchema extends Schema> = InferOutput<TSchema>;

// `any` does not count as accepting `undefined`: a check must not be switched off by it
type IsAny<TValue> = 0 extends 1 & TValue ? true : false;

// record -> the keys whose schema does not accept `undefined`
export type RequiredKeysOf<TRecord extends SchemaRecord> = {
  [K in keyof TRecord]-?: undefined extends InferInput<TRecord[K]>
    ? IsAny<InferInput<TRecord[K]>> extends true
      ? K
      : never
    : K;
}[keyof TRecord];

// record -> the keys whose schema accepts `undefined`
export type OptionalKeysOf<TRecord extends SchemaRecord> = {
  [K in keyof TRecord]-?: K extends RequiredKeysOf<TRecord> ? never : K;
}[keyof TRecord];
