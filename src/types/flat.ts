/** One plain record out of several: what a hover shows. */
export type Flat<TRecord> = { [K in keyof TRecord]: TRecord[K] } & {};
