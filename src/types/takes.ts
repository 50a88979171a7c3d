/**
 * Something that accepts TType. Of a union of these the compiler says at once whether all of its members accept a value:
 * `[Takes<A> | Takes<B>] extends [Takes<TValue>]`.
 */
export interface Takes<in TType> {
  readonly takes: (value: TType) => void;
}
