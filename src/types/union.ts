/** Whether a type is a union of two members or more; never for `never`. */
export type IsUnion<TAll, TOne = TAll> = TOne extends unknown ? ([TAll] extends [TOne] ? false : true) : never;
