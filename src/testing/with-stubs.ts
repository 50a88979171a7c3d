import type { AnyAction } from "../action/action.js";
import type { ActionContext } from "../action/context.js";
import { checkFunction } from "../action/declaration.js";
import type { Run } from "../action/definition.js";
import { ActionDefinition } from "../action/definition.js";
import { inTwoSteps } from "../action/two-step.js";
import type { Builder, LoadingBuilder } from "../application/builder.js";
import { exchanged } from "../application/draft.js";
import { DefinitionError } from "../errors.js";
import type { Actions } from "../graph/facts.js";
import type { Completed } from "../state/types.js";
import { cut, kindOf, suggestion } from "../text/wording.js";
import type { ActionsOf, InputsSeen } from "./records.js";

/** Functions to run in the place of actions, by the actions' names. */
export type Stubs<TActions extends Actions> = { readonly [N in keyof TActions]?: StubOf<TActions[N]> };

// A condition, not a function: that the compiler would not make out before it infers what a stub returns
/** What may run in the place of an action: what its own `run` gets, to the same end. */
export type StubOf<TAction extends AnyAction> = TAction["~facets"]["run"] extends (
  ...given: infer Given
) => infer Returned
  ? (
      state: TAction extends { readonly State: infer State } ? State : Given[0],
      inputs: InputsSeen<TAction>,
      context: ActionContext,
    ) => TAction["~facets"] extends { readonly update: unknown }
      ? MaybeLater<TAction["~result"], TAction>
      : Ending<Returned, TAction>
  : never;

// what `run` returns; never, if it always throws
type Ending<TReturned, TAction extends AnyAction> = [TReturned] extends [never]
  ? Completed
  : TReturned extends AsyncGenerator<infer Item, infer Last>
    ? AsyncGenerator<Item | Yielded<TAction>, OutcomeAs<Last>, undefined> | Items<Item, Last, TAction>
    : TReturned extends Generator<infer Item, infer Last>
      ? Items<Item, Last, TAction>
      : MaybeLater<OutcomeAs<Awaited<TReturned>>, TAction>;
type Items<TItem, TLast, TAction extends AnyAction> = Generator<TItem | Yielded<TAction>, OutcomeAs<TLast>, undefined>;

// what the action itself yields may be narrower than its schema of items
type Yielded<TAction extends AnyAction> = TAction["~facets"]["item"];

// where the action is async, its stub need not be; where it is not, its stub must not be
type MaybeLater<TReturned, TAction extends AnyAction> = TAction["~facets"]["async"] extends true
  ? TReturned | Promise<TReturned>
  : TReturned;

// what `run` returns -> what its stub does: a result of its own, if the action has one, and a state with all that it must write
type OutcomeAs<TOutcome> = TOutcome extends readonly [infer Result, unknown]
  ? readonly [result: Result, state: Completed]
  : Completed;

/**
 * A builder in which some actions run something else: no model is asked, no mail is sent. What the actions read, write and
 * take stays declared, and is held to at run time.
 *
 * @param builder Of the application under test; it stays as it is.
 * @param stubs Functions by the names of the actions that they stand in for. Each is called as the action's own `run` is:
 *   that of a streaming action is a generator function, that of a two-step action finds the result, and the action's own
 *   `update` folds it into the state.
 * @returns A new builder of the same type.
 * @throws {DefinitionError} If there is no action of that name, or what stands in for it is no function.
 * @example
 * ```ts
 * import { withStubs } from "typeburr/testing";
 * import { action, application } from "typeburr";
 * import * as v from "valibot";
 *
 * const ask = action({
 *   reads: { question: v.string() },
 *   writes: { answer: v.string() },
 *   run: async (state) => state.update({ answer: await (await fetch(`https://example.com/?q=${state.question}`)).text() }),
 * });
 * const asking = application().withActions({ ask }).withEntrypoint("ask").withState({ question: "Why?" });
 *
 * const app = withStubs(asking, { ask: (state) => state.update({ answer: `${state.question} Indeed.` }) }).build();
 * ```
 */
export function withStubs<TBuilder extends Builder<any> | LoadingBuilder<any>>(
  builder: TBuilder,
  stubs: Stubs<ActionsOf<TBuilder>>,
): TBuilder;
export function withStubs(builder: unknown, stubs: unknown): unknown {
  if (typeof stubs !== "object" || stubs === null || Array.isArray(stubs)) {
    throw new DefinitionError(`withStubs() takes a record of functions, { action: run }, not ${kindOf(stubs)}`);
  }
  const draft = exchanged(builder, (actions) => {
    const all = new Map(actions);
    for (const [name, stub] of Object.entries(stubs)) {
      const definition = actions.get(name);
      if (!definition) {
        throw new DefinitionError(`withStubs(): there is no action '${cut(name)}'.${suggestion(name, actions.keys())}`);
      }
      all.set(name, stubbed(definition, checkFunction<Run>(`withStubs(): the stub of '${name}'`, stub)));
    }
    return all;
  });
  if (draft) return draft;
  throw new DefinitionError(`withStubs() takes a builder first, begun by application(), not ${kindOf(builder)}`);
}

function stubbed(definition: ActionDefinition, run: Run): ActionDefinition {
  const { update } = definition;
  return new ActionDefinition({ ...definition, run, execute: update ? inTwoSteps(run, update) : run });
}
