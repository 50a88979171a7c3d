import { DefinitionError } from "../errors.js";
import { kindOf } from "../text/wording.js";
import { type AnyCondition, toCondition } from "./condition.js";
import { type ExprMistake, expressionOf } from "./expr/check.js";
import { answerOf } from "./expr/evaluate.js";
import { keysOf } from "./expr/keys.js";

/** A condition that is written as an expression. */
export interface Expr<out TText extends string> extends AnyCondition {
  readonly "~expr": TText;
}

/** What no text is. A sentence that were nothing else would be offered by editors where the text is written. */
interface Refused {
  readonly "~refused": never;
}

/**
 * Holds when an expression of state keys does. The compiler parses it: what is wrong by itself is refused here, and a key
 * that nobody has, or a comparison that can never hold, where it stands in a graph.
 *
 * @param text Numbers, strings in single or double quotes, `true`, `false`, `null`, state keys with `.property` and
 *   `.length`, `== != < <= > >=`, `&& || !`, `+ - * / %`, parentheses: as in JavaScript, but strict. Equality is; `&&`, `||`
 *   and `!` take booleans, arithmetic takes numbers, and `<` and the like two numbers or two strings. A path through null or
 *   undefined gives undefined. 300 characters at the most. Of a text that is made at run time the compiler knows nothing.
 * @returns A condition whose name is the text. Asked of a state in which a key has a value that does not go with its operator,
 *   it throws a `ReadError`.
 * @throws {DefinitionError} If the text is no expression; the message says why and where.
 * @example
 * ```ts
 * import { expr } from "typeburr";
 *
 * const isTrained = expr("epochs > 100 && mode == 'train'");
 * isTrained({ epochs: 101, mode: "train" }); // true
 * ```
 */
export function expr<const TText extends string>(
  text: [ExprMistake<TText>] extends [never] ? TText : ExprMistake<TText> & Refused,
): Expr<TText>;
export function expr(text: unknown): unknown {
  if (typeof text !== "string") throw new DefinitionError(`expr() takes a text, "epochs > 100", not ${kindOf(text)}`);
  const expression = expressionOf(text);
  return toCondition({
    name: text,
    needs: keysOf(expression.program),
    always: false,
    reads: [],
    whenHolds: [],
    whenFails: [],
    expressions: [expression],
    holds: answerOf(expression),
  });
}
