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

/** A transition stands after one out of the same action that is always open. */
export type deadTransition<
  TFrom extends string,
  TTo extends string,
  TTaken extends string,
> = `transition ${TFrom} → ${TTo} can never be taken: ${TFrom} → ${TTaken} before it always is`;
export const deadTransition = (from: string, to: string, taken: string): string =>
  `transition ${from} → ${to} can never be taken: ${from} → ${taken} before it always is`;

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
