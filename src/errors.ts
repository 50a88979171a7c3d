export declare class GraphError<T extends string = string> extends Error {
  readonly sentence: T;
}
