import type { failed } from "../../sentences.js";
import type { AnyAnalysis } from "./analysis.js";
import type { BehindMark, Marked } from "./marks.js";

/**
 * A graph in which each action stands four times: entered without a key, under its name, or with it, marked; and about to
 * succeed or to fail, by the name that sentences give it then. Each link stands twice: the next action is entered without the key, or with
 * it. The key's writers, deleters and error edges are in the links, so that a search needs to know nothing of them. Made
 * only for a key that is known to be missing somewhere, where actions fail or delete.
 */
export interface Product<TGraph extends AnyAnalysis, TKey extends string> {
  readonly entry: TKey extends TGraph["given"] ? Marked<Either<TGraph["entrypoint"]>> : Either<TGraph["entrypoint"]>;
  readonly leaving: {
    readonly [N in Nodes<TGraph>]: N extends Marked<infer Name>
      ? LeavingWith<TGraph, TKey, Name>
      : LeavingWithout<TGraph, TKey, N>;
  };
  readonly arriving: {
    readonly [N in Nodes<TGraph>]: N extends Marked<infer Name>
      ? With<ArrivingAt<TGraph, Succeeding<Name>>>
      : Without<ArrivingAt<TGraph, Succeeding<N>>>;
  };
  readonly targets: {
    readonly [I in Links<TGraph>]: I extends With<infer Position>
      ? Marked<Either<TGraph["targets"][Position]>>
      : Either<TGraph["targets"][PositionOf<I>]>;
  };
  readonly links: {
    readonly [I in Links<TGraph>]: {
      readonly from: Twice<
        TGraph["links"][PositionOf<I>]["from"],
        PositionOf<I> extends TGraph["raised"] ? true : false
      >;
    };
  };
}

type Nodes<TGraph extends AnyAnalysis> = Either<TGraph["names"]> | Marked<Either<TGraph["names"]>>;

// action -> the same, about to succeed or to fail; in either case -> the action
type Either<TAction extends string> = TAction | failed<TAction>;
type Succeeding<TAction extends string> = TAction extends failed<infer Name> ? Name : TAction;

type ArrivingAt<TGraph extends AnyAnalysis, TAction extends string> =
  | TGraph["arriving"][TAction]
  | TGraph["arrivingRaised"][TAction];

// position -> the link by which the next action is entered without the key, with it. Numerals again, in the same order
type Without<TPosition extends string> = `${TPosition}0`;
type With<TPosition extends string> = `${TPosition}1`;
type PositionOf<TLink extends string> = TLink extends Without<infer Position> | With<infer Position> ? Position : never;
type Links<TGraph extends AnyAnalysis> = Without<Positions<TGraph>> | With<Positions<TGraph>>;
type Positions<TGraph extends AnyAnalysis> = keyof TGraph["targets"] & string;

// action -> the links out of it, if it is entered without the key
type LeavingWithout<TGraph extends AnyAnalysis, TKey extends string, TAction extends string> =
  TAction extends failed<infer Name>
    ?
        | Without<Exclude<TGraph["leavingRaised"][Name], TGraph["capturing"][TKey]>>
        | With<TGraph["leavingRaised"][Name] & TGraph["capturing"][TKey]>
    : TAction extends TGraph["writers"][TKey]
      ? With<TGraph["leaving"][TAction]>
      : Without<TGraph["leaving"][TAction]>;

// action -> the links out of it, if it is entered with the key
type LeavingWith<TGraph extends AnyAnalysis, TKey extends string, TAction extends string> =
  TAction extends failed<infer Name>
    ? With<TGraph["leavingRaised"][Name]>
    : TAction extends TGraph["deleters"][TKey]
      ? Without<TGraph["leaving"][TAction]>
      : With<TGraph["leaving"][TAction]>;

// one name or a list of them -> each without the key, and with it
type Twice<TFrom, TFails extends boolean> = TFrom extends string
  ? TFails extends true
    ? [failed<TFrom>, Marked<failed<TFrom>>]
    : [TFrom, Marked<TFrom>]
  : TFrom extends readonly [infer Name extends string, ...infer Rest]
    ? [...Twice<Name, TFails>, ...Twice<Rest, TFails>]
    : [];

// path through the product -> without marks
export type Unmarked<TPath> = { [I in keyof TPath]: BehindMark<TPath[I]> };
