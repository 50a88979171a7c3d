/**
 * Every sentence about a wrong declaration or a wrong graph, once: as a type for the compiler and as a function of the
 * same name for the run time.
 */

/** An action reads a key that some path to it leaves unwritten. */
export type unwrittenRead<
  TAction extends string,
  TKey extends string,
  TPath extends string,
> = `action '${TAction}' reads '${TKey}', which nothing writes on the path ${TPath}`;
export const unwrittenRead = (action: string, key: string, path: string): string =>
  `action '${action}' reads '${key}', which nothing writes on the path ${path}`;

/** As `unwrittenRead`, where no single path could be named. */
export type unwrittenSomewhere<TKey extends string> = `'${TKey}' is read on a path that does not write it`;

/** A condition looks at a key that some path to its transition leaves unwritten. */
export type unwrittenCondition<
  TFrom extends string,
  TTo extends string,
  TKey extends string,
  TPath extends string,
> = `the condition of ${TFrom} → ${TTo} reads '${TKey}', which nothing writes on the path ${TPath}`;
export const unwrittenCondition = (from: string, to: string, key: string, path: string): string =>
  `the condition of ${from} → ${to} reads '${key}', which nothing writes on the path ${path}`;

/** An action reads a key that an action on the way deletes. */
export type deletedRead<
  TAction extends string,
  TKey extends string,
  TDeleter extends string,
  TPath extends string,
> = `action '${TAction}' reads '${TKey}', which '${TDeleter}' deletes on the path ${TPath}`;
export const deletedRead = (action: string, key: string, deleter: string, path: string): string =>
  `action '${action}' reads '${key}', which '${deleter}' deletes on the path ${path}`;

/** A condition looks at a key that an action on the way deletes. */
export type deletedCondition<
  TFrom extends string,
  TTo extends string,
  TKey extends string,
  TDeleter extends string,
  TPath extends string,
> = `the condition of ${TFrom} → ${TTo} reads '${TKey}', which '${TDeleter}' deletes on the path ${TPath}`;
export const deletedCondition = (from: string, to: string, key: string, deleter: string, path: string): string =>
  `the condition of ${from} → ${to} reads '${key}', which '${deleter}' deletes on the path ${path}`;

/** What reaches an action does not fit. TSource is one of the three below; TPath is empty or ` on the path a → b → c`. */
export type unfitRead<
  TAction extends string,
  TKey extends string,
  TSource extends string,
  TPath extends string,
> = `action '${TAction}' reads '${TKey}', but what ${TSource} leaves there does not fit its schema${TPath}`;
export const unfitRead = (action: string, key: string, source: string, path: string): string =>
  `action '${action}' reads '${key}', but what ${source} leaves there does not fit its schema${path}`;

/** What reaches a condition does not fit. */
export type unfitCondition<
  TFrom extends string,
  TTo extends string,
  TKey extends string,
  TSource extends string,
  TPath extends string,
> = `the condition of ${TFrom} → ${TTo} reads '${TKey}', but what ${TSource} leaves there does not fit its schema${TPath}`;
export const unfitCondition = (from: string, to: string, key: string, source: string, path: string): string =>
  `the condition of ${from} → ${to} reads '${key}', but what ${source} leaves there does not fit its schema${path}`;

/** As both, where it could not be told who leaves it. */
export type unfitSomewhere<TKey extends string> = `'${TKey}' is read where what stands there does not fit`;

/** Who leaves a value: an action, the initial state, an error edge out of an action that failed. */
export type fromAction<TName extends string> = `'${TName}'`;
export const fromAction = (name: string): string => `'${name}'`;
export type fromInitialState = "the initial state";
export const fromInitialState = (): fromInitialState => "the initial state";
export type fromFailure<TName extends string> = `the failure of '${TName}'`;
export const fromFailure = (name: string): string => `the failure of '${name}'`;

/** The path that a value takes, where that helps. */
export type onThePath<TPath extends string> = ` on the path ${TPath}`;
export const onThePath = (path: string): string => ` on the path ${path}`;

/** An action on a path that is left because it failed. */
export type failed<TName extends string> = `${TName} (failed)`;
export const failed = (name: string): string => `${name} (failed)`;

/** A transition stands after one out of the same action that is always open. */
export type deadTransition<
  TFrom extends string,
  TTo extends string,
  TTaken extends string,
> = `transition ${TFrom} → ${TTo} can never be taken: ${TFrom} → ${TTaken} before it always is`;
export const deadTransition = (from: string, to: string, taken: string): string =>
  `transition ${from} → ${to} can never be taken: ${from} → ${taken} before it always is`;

/** A sync twin of an application that has something async. */
export type asyncAction<
  TAction extends string,
  TMethod extends string,
> = `action '${TAction}' is async: call ${TMethod}() and await it`;
export const asyncAction = (action: string, method: string): string =>
  `action '${action}' is async: call ${method}() and await it`;

/** The same, of a condition. */
export type asyncCondition<
  TAction extends string,
  TMethod extends string,
> = `a condition out of '${TAction}' is async: call ${TMethod}() and await it`;
export const asyncCondition = (action: string, method: string): string =>
  `a condition out of '${action}' is async: call ${method}() and await it`;

/** A project in which every type holds `undefined`, so that nothing can be seen. */
export type noNullChecks =
  "typeburr needs strictNullChecks (or strict) in tsconfig.json: without it nothing can be checked";

/** `build` without actions. */
export type noActions = "the application has no actions: call withActions({ name: action }) first";
export const noActions = (): noActions => "the application has no actions: call withActions({ name: action }) first";

/** `build` without an entrypoint. */
export type noEntrypoint = "the application has no entrypoint: call withEntrypoint(name)";
export const noEntrypoint = (): noEntrypoint => "the application has no entrypoint: call withEntrypoint(name)";

/** `withActions` with a name that an earlier `withActions` has used. */
export type duplicateAction<TName extends string> = `there is an action '${TName}' already: choose another name`;
export const duplicateAction = (name: string): string => `there is an action '${name}' already: choose another name`;

/** A state key that is the name of one of State's operations. */
export type keyIsMethod<TKey extends string> = `'${TKey}' is a method of State: choose another key`;
export const keyIsMethod = (key: string): string => `'${key}' is a method of State: choose another key`;

/** `run` returned before it had written everything that its action declares. */
export type missingWrite<TKey extends string> = `'${TKey}' is declared under writes, but not written`;
export const missingWrite = (key: string): string => `'${key}' is declared under writes, but not written`;

/** A generator that ends without the new state. */
export type noOutcome = "run() ends without a state: return state.update({ ... }), or [result, state.update({ ... })]";

/** A generator yields what the schema of its items does not take. */
export type unfitItem = "run() yields what does not fit the schema of its items";

// Warnings of `graph.check()`, as functions only: the compiler never tells them, because such a graph can run.

/** No transition leads to an action. */
export const unreachableAction = (action: string): string => `action '${action}' can never be reached`;

/** An action writes a key for nobody but the caller. */
export const unusedWrite = (action: string, key: string): string =>
  `action '${action}' writes '${key}', which no action and no condition reads`;

/** An action reads a key that is never there. */
export const unsatisfiableRead = (action: string, key: string): string =>
  `action '${action}' reads '${key}', which nothing writes and the initial state does not give`;

// Expressions, expr("...")

/** What is wrong with a text that is no expression, one of the next nine; where; and the text, or how it begins. */
export type noExpression<
  TMistake extends string,
  TColumn extends number,
  TText extends string,
> = `${TMistake} at column ${TColumn} of "${TText}"`;
export const noExpression = (mistake: string, column: number, text: string): string =>
  `${mistake} at column ${column} of "${text}"`;

export type valueExpected = "a value is expected";
export const valueExpected = (): valueExpected => "a value is expected";
export type operatorExpected = "an operator is expected";
export const operatorExpected = (): operatorExpected => "an operator is expected";
export type singleEquals = "'=' is no operator (== and != are, and strict)";
export const singleEquals = (): singleEquals => "'=' is no operator (== and != are, and strict)";
export type closingExpected = "')' is expected";
export const closingExpected = (): closingExpected => "')' is expected";
export type nothingToClose = "')' closes nothing";
export const nothingToClose = (): nothingToClose => "')' closes nothing";
export type openString = "no quote ends the string";
export const openString = (): openString => "no quote ends the string";
export type noEscape<TWord extends string> = `'${TWord}' is no escape`;
export const noEscape = (word: string): string => `'${word}' is no escape`;
export type noNumber<TWord extends string> = `'${TWord}' is no number`;
export const noNumber = (word: string): string => `'${word}' is no number`;
export type noKey<TWord extends string> = `'${TWord}' is no key`;
export const noKey = (word: string): string => `'${word}' is no key`;

/** A text that is longer than expressions may be. */
export type longExpression =
  "the expression is longer than 300 characters: join shorter ones with and() or or(), or use condition()";
export const longExpression = (): longExpression =>
  "the expression is longer than 300 characters: join shorter ones with and() or or(), or use condition()";

/** An expression names a key that nobody has. TSuggestion is empty, or `didYouMean`. */
export type unknownKey<
  TKey extends string,
  TText extends string,
  TSuggestion extends string,
> = `'${TKey}' in "${TText}" is no state key${TSuggestion}`;
export const unknownKey = (key: string, text: string, suggestion: string): string =>
  `'${key}' in "${text}" is no state key${suggestion}`;
export type didYouMean<TKey extends string> = `; did you mean '${TKey}'?`;
export const didYouMean = (key: string): string => `; did you mean '${key}'?`;

/** An expression asks a value for a property that it never has. */
export type unknownProperty<
  TName extends string,
  TText extends string,
  TOwner extends string,
> = `'${TName}' in "${TText}" is no property of '${TOwner}'`;
export const unknownProperty = (name: string, text: string, owner: string): string =>
  `'${name}' in "${text}" is no property of '${owner}'`;

/** An operator gets what it does not take. TRefusal is `takesOther`. */
export type unfitOperands<
  TPart extends string,
  TText extends string,
  TRefusal extends string,
> = `${TPart} in "${TText}": ${TRefusal}`;
export const unfitOperands = (part: string, text: string, refusal: string): string =>
  `${part} in "${text}": ${refusal}`;
export type takesOther<
  TOperator extends string,
  TTaken extends string,
  TGiven extends string,
> = `'${TOperator}' takes ${TTaken}, not ${TGiven}`;
export const takesOther = (operator: string, taken: string, given: string): string =>
  `'${operator}' takes ${taken}, not ${given}`;

/** What operators take. */
export type twoBooleans = "two booleans";
export const twoBooleans = (): twoBooleans => "two booleans";
export type oneBoolean = "a boolean";
export const oneBoolean = (): oneBoolean => "a boolean";
export type twoNumbers = "two numbers";
export const twoNumbers = (): twoNumbers => "two numbers";
export type oneNumber = "a number";
export const oneNumber = (): oneNumber => "a number";
export type twoOfAnOrder = "two numbers or two strings";
export const twoOfAnOrder = (): twoOfAnOrder => "two numbers or two strings";

/** What an operator of two values gets, by kinds: `number and string | null`. */
export type bothKinds<TLeft extends string, TRight extends string> = `${TLeft} and ${TRight}`;
export const bothKinds = (left: string, right: string): string => `${left} and ${right}`;

/** `==` between what has nothing in common, and `!=`. */
export type neverEqual<
  TPart extends string,
  TText extends string,
> = `${TPart} in "${TText}" can never hold: the two sides have no value in common`;
export const neverEqual = (part: string, text: string): string =>
  `${part} in "${text}" can never hold: the two sides have no value in common`;
export type alwaysUnequal<
  TPart extends string,
  TText extends string,
> = `${TPart} in "${TText}" always holds: the two sides have no value in common`;
export const alwaysUnequal = (part: string, text: string): string =>
  `${part} in "${text}" always holds: the two sides have no value in common`;

/** An expression that gives something other than true or false. */
export type noBoolean<TText extends string, TGiven extends string> = `"${TText}" gives ${TGiven}, not true or false`;
export const noBoolean = (text: string, given: string): string => `"${text}" gives ${given}, not true or false`;
