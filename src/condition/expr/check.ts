import { DefinitionError } from "../../errors.js";
import type { Members } from "../../schema/member.js";
import { noBoolean } from "../../sentences.js";
import { type KindsOf, kindsOf } from "./kinds.js";
import { type Found, type Known, type OperandOf, operandOf } from "./operand.js";
import {
  type BinaryProblem,
  binaryProblem,
  isBoolean,
  isUnary,
  type Result,
  resultOf,
  type Taken,
  type Unary,
  type UnaryPart,
  type UnaryProblem,
  type UnaryResult,
  unaryPart,
  unaryProblem,
  unaryResultOf,
} from "./operator.js";
import { type Parse, type Program, parse } from "./parse.js";
import { type Shown, shown } from "./place.js";
import { type Binary, isBinary } from "./symbols.js";

/**
 * A text, and the state keys that there are, each with what may stand there -> every sentence about what is wrong with it
 * as a condition on them. None about a text that `expr` refuses by itself.
 */
export type ExprProblems<TText extends string, TKnown> = TText extends unknown
  ? [ExprMistake<TText>] extends [never]
    ? Problems<Parse<TText>, TKnown, Shown<TText>>
    : never
  : never;

/** What is wrong with a text whatever the keys are: it does not parse, or one part of it can never go with another. */
export type ExprMistake<TText extends string> = TText extends unknown
  ? Parse<TText> extends infer Parsed
    ? Parsed extends string
      ? Parsed
      : Problems<Parsed, Record<string, any>, Shown<TText>>
    : never
  : never;

/** Values below the latest: each with its type, and how it is written. */
interface Stack<out TType, out TPart extends string, out TBelow> {
  readonly type: TType;
  readonly part: TPart;
  readonly below: TBelow;
}

// what is left of a program, the latest value, how it is written, those below, sentences so far -> all sentences
type Problems<
  TProgram,
  TKnown,
  TText extends string,
  TType = any,
  TPart extends string = "",
  TBelow = null,
  TFound = never,
> = TProgram extends readonly [infer Item extends string, ...infer Rest]
  ? Item extends Binary
    ? TBelow extends Stack<infer Left, infer LeftPart, infer Below>
      ? Problems<
          Rest,
          TKnown,
          TText,
          Result<Item, Left, TType>,
          `${LeftPart} ${Item} ${TPart}`,
          Below,
          [Left, TType] extends Taken[Item]
            ? TFound
            : TFound | BinaryProblem<Item, Left, TType, `${LeftPart} ${Item} ${TPart}`, TText>
        >
      : never
    : Item extends Unary
      ? Problems<
          Rest,
          TKnown,
          TText,
          UnaryResult<Item, TType>,
          UnaryPart<Item, TPart>,
          TBelow,
          TFound | UnaryProblem<Item, TType, TPart, TText>
        >
      : OperandOf<Item, TKnown, TText> extends infer Value
        ? Value extends Found<infer Type>
          ? Problems<Rest, TKnown, TText, Type, Item, Stack<TType, TPart, TBelow>, TFound>
          : Problems<Rest, TKnown, TText, any, Item, Stack<TType, TPart, TBelow>, TFound | Value>
        : never
  : [TType] extends [boolean]
    ? TFound
    : TFound | noBoolean<TText, KindsOf<TType>>;

/** An expression that parses. */
export interface Expression {
  readonly text: string;
  readonly program: Program;
}

/** As `ExprProblems`, in the order in which an expression is worked on, and each once. */
export function problemsOf({ text, program }: Expression, known: Known): string[] {
  const problems: (string | null)[] = [];
  const values: { readonly type: Members; readonly part: string }[] = [];
  const pop = (): { readonly type: Members; readonly part: string } => values.pop() ?? { type: unseen, part: "" };
  const beginning = shown(text);
  for (const item of program) {
    const latest = isBinary(item) || isUnary(item) ? pop() : null;
    if (!latest) {
      const operand = operandOf(item, known, beginning);
      if (typeof operand === "string") problems.push(operand);
      values.push({ type: typeof operand === "string" ? unseen : operand.type, part: item });
    } else if (isUnary(item)) {
      const problem = unaryProblem(item, latest.type, latest.part, beginning);
      problems.push(problem);
      values.push({
        type: unaryResultOf(item, latest.type, problem === null),
        part: unaryPart(item, latest.part),
      });
    } else {
      const left = pop();
      const part = `${left.part} ${item} ${latest.part}`;
      const problem = binaryProblem(item, left.type, latest.type, part, beginning);
      problems.push(problem);
      values.push({ type: resultOf(item, problem === null), part });
    }
  }
  const { type } = pop();
  if (!isBoolean(type)) problems.push(noBoolean(beginning, kindsOf(type)));
  return [...new Set(problems.filter((problem) => problem !== null))];
}

const unseen: Members = [{ kind: "unknown" }];

/**
 * A text as an expression.
 *
 * @throws {DefinitionError} With the sentences of `ExprMistake`.
 */
export function expressionOf(text: string): Expression {
  const program = parse(text);
  if (typeof program === "string") throw new DefinitionError(program);
  const expression = Object.freeze({ text, program: Object.freeze(program) });
  const problems = problemsOf(expression, anything);
  if (problems.length > 0) throw new DefinitionError(problems.join("\n"));
  return expression;
}

/** Every key is there, and may be anything. */
const anything: Known = { get: () => unseen, keys: () => new Map<string, Members>().keys() };
