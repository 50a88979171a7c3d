/** The record itself; where it has no keys, one that takes none: `{}` as the type of a parameter takes any literal. */
export type Only<TRecord> = [keyof TRecord] extends [never] ? Readonly<Record<string, never>> : TRecord;
