/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function encode(value: unknown): Json {
  return value as Json;
}

export function decode(json: Json): unknown {
  return json;
}
