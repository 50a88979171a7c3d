import {
  closingExpected,
  longExpression,
  noExpression,
  noKey,
  noNumber,
  nothingToClose,
  operatorExpected,
  singleEquals,
  valueExpected,
} from "../../sentences.js";
import { Mistake } from "./mistake.js";
import { type ColumnOf, columnOf, isLong, type LongText, type Shown, shown } from "./place.js";
import { type AfterString, afterString, isQuote, type Quote } from "./quotation.js";
import {
  type Binary,
  type Digit,
  type End,
  type EndedBy,
  group,
  type Long,
  levels,
  minus,
  type Short,
  type Space,
} from "./symbols.js";
import {
  type AfterWord,
  afterWord,
  type BeforeSign,
  type BrokenPath,
  type IsNumber,
  isBeforeSign,
  isBrokenPath,
  isDigit,
  isEnd,
  isNumber,
  isNumeric,
  isSigned,
  type Numeric,
  type Sign,
} from "./word.js";

/**
 * An expression as a list of its words in the order in which they are worked on: first the values, then what is made of
 * them. `a > 1 && b` is `a 1 > b &&`.
 */
export type Program = readonly string[];

/**
 * A text -> its program, or the sentence that says why there is none; a text that the compiler does not know has an empty
 * one. One loop with a stack of what waits (the shunting-yard), so that it meets no limit of the compiler's, however deep
 * parentheses stand.
 */
export type Parse<TText extends string> = {} extends Record<TText, 0> ? [] : Parsed<TText>;

type Parsed<TText extends string> = TText extends LongText
  ? longExpression
  : AtValue<TText, [], ""> extends infer Found
    ? Found extends Mistake<infer Says extends string, infer Rest extends string>
      ? noExpression<Says, ColumnOf<TText, Rest>, Shown<TText>>
      : Found
    : never;

// rest of the text, program so far, what waits for a value (`> && `: the latest first) -> program or mistake
type AtValue<
  TRest extends string,
  TProgram extends Program,
  TWaiting extends string,
> = TRest extends `${infer Word} ${infer Operator extends Binary} ${infer Rest}`
  ? Word extends NoPlainKey
    ? AtCharacter<TRest, TProgram, TWaiting>
    : Wait<Operator, Rest, [...TProgram, Word], TWaiting>
  : AtCharacter<TRest, TProgram, TWaiting>;
type NoPlainKey = "" | `${string}${End | "."}${string}` | Numeric;

type AtCharacter<
  TRest extends string,
  TProgram extends Program,
  TWaiting extends string,
> = TRest extends `${infer First}${infer Rest}`
  ? First extends End
    ? First extends Space
      ? AtValue<Rest, TProgram, TWaiting>
      : First extends "(" | "!"
        ? AtValue<Rest, TProgram, `${First} ${TWaiting}`>
        : First extends "-"
          ? AtValue<Rest, TProgram, `${typeof minus} ${TWaiting}`>
          : First extends Quote
            ? AtString<TRest, AfterString<Rest, First, TRest>, TProgram, TWaiting>
            : Mistake<First extends "=" ? singleEquals : valueExpected, TRest>
    : First extends Digit | "."
      ? AtNumber<TRest, AfterWord<Rest>, TProgram, TWaiting>
      : AtKey<TRest, AfterWord<Rest>, TProgram, TWaiting>
  : Mistake<valueExpected, TRest>;

type AtString<TRest extends string, TBehind, TProgram extends Program, TWaiting extends string> = TBehind extends string
  ? TRest extends `${infer Item}${TBehind}`
    ? AtOperator<TBehind, [...TProgram, Item], TWaiting>
    : never
  : TBehind;

type AtKey<
  TRest extends string,
  TBehind extends string,
  TProgram extends Program,
  TWaiting extends string,
> = TRest extends `${infer Word}${TBehind}`
  ? Word extends (Word extends `${string}.${string}` ? BrokenPath : never)
    ? Mistake<noKey<Word>, TRest>
    : AtOperator<TBehind, [...TProgram, Word], TWaiting>
  : never;

type AtNumber<
  TRest extends string,
  TBehind extends string,
  TProgram extends Program,
  TWaiting extends string,
> = TRest extends `${infer Word}${TBehind}`
  ? IsNumber<Word> extends true
    ? TWaiting extends `${typeof minus} ${infer Waiting}`
      ? // The minus is a part of the number, so that the compiler knows `-1` from others
        AtOperator<TBehind, [...TProgram, `-${Word}`], Waiting>
      : AtOperator<TBehind, [...TProgram, Word], TWaiting>
    : Word extends BeforeSign
      ? TBehind extends `${Sign}${infer Exponent}`
        ? AtNumber<TRest, AfterWord<Exponent>, TProgram, TWaiting>
        : Mistake<noNumber<Word>, TRest>
      : Mistake<Word extends Numeric ? noNumber<Word> : noKey<Word>, TRest>
  : never;

type AtOperator<
  TRest extends string,
  TProgram extends Program,
  TWaiting extends string,
> = TRest extends ` ${infer Operator extends Binary} ${infer Rest}`
  ? Wait<Operator, Rest, TProgram, TWaiting>
  : TRest extends `${infer First}${infer Rest}`
    ? First extends Space
      ? AtOperator<Rest, TProgram, TWaiting>
      : First extends ")"
        ? Close<TRest, Rest, TProgram, TWaiting>
        : Rest extends `${infer Second}${infer Behind}`
          ? `${First}${Second}` extends Long
            ? Wait<`${First}${Second}`, Behind, TProgram, TWaiting>
            : First extends Short
              ? Wait<First, Rest, TProgram, TWaiting>
              : NoOperator<First, TRest>
          : First extends Short
            ? Wait<First, Rest, TProgram, TWaiting>
            : NoOperator<First, TRest>
    : Finish<TProgram, TWaiting>;

type NoOperator<TFirst extends string, TRest extends string> = Mistake<
  TFirst extends "=" ? singleEquals : operatorExpected,
  TRest
>;

// An operator of two values waits for its second; what it ends goes into the program
type Wait<
  TOperator extends string,
  TRest extends string,
  TProgram extends Program,
  TWaiting extends string,
> = TWaiting extends `${infer Latest extends keyof EndedBy} ${infer Waiting}`
  ? TOperator extends EndedBy[Latest]
    ? Wait<TOperator, TRest, [...TProgram, Latest], Waiting>
    : AtValue<TRest, TProgram, `${TOperator} ${TWaiting}`>
  : AtValue<TRest, TProgram, `${TOperator} ${TWaiting}`>;

// What waits since the parenthesis that is closed goes into the program
type Close<
  TRest extends string,
  TBehind extends string,
  TProgram extends Program,
  TWaiting extends string,
> = TWaiting extends `${infer Latest} ${infer Waiting}`
  ? Latest extends "("
    ? AtOperator<TBehind, [...TProgram, typeof group], Waiting>
    : Close<TRest, TBehind, [...TProgram, Latest], Waiting>
  : Mistake<nothingToClose, TRest>;

// As does, at the end of the text, all that waits
type Finish<TProgram extends Program, TWaiting extends string> = TWaiting extends `${infer Latest} ${infer Waiting}`
  ? Latest extends "("
    ? Mistake<closingExpected, "">
    : Finish<[...TProgram, Latest], Waiting>
  : TProgram;

/** As the type of the same name; of any text. */
export function parse(text: string): Program | string {
  if (isLong(text)) return longExpression();
  const found = new Parser(text).parse();
  return found instanceof Mistake ? noExpression(found.says, columnOf(text, found.rest), shown(text)) : found;
}

class Parser {
  #rest: string;
  readonly #program: string[] = [];
  /** The latest last. */
  readonly #waiting: string[] = [];
  #isAtValue = true;

  constructor(text: string) {
    this.#rest = text;
  }

  parse(): Program | Mistake {
    for (;;) {
      // Takes off the very characters that are in `spaces`
      this.#rest = this.#rest.trimStart();
      if (this.#rest === "" && !this.#isAtValue) return this.#finish();
      const mistake = this.#isAtValue ? this.#atValue() : this.#atOperator();
      if (mistake) return mistake;
    }
  }

  #atValue(): Mistake | null {
    const first = this.#rest.charAt(0);
    if (first === "(" || first === "!") return this.#wait(first, 1);
    if (first === "-") return this.#wait(minus, 1);
    if (isQuote(first)) return this.#add(afterString(this.#rest.slice(1), first, this.#rest));
    if (first === "=") return this.#mistake(singleEquals());
    if (first === "" || isEnd(first)) return this.#mistake(valueExpected());
    const behind = afterWord(this.#rest);
    return first === "." || isDigit(first) ? this.#atNumber(behind) : this.#atKey(behind);
  }

  #atKey(behind: string): Mistake | null {
    const word = this.#before(behind);
    return isBrokenPath(word) ? this.#mistake(noKey(word)) : this.#add(behind);
  }

  #atNumber(behind: string): Mistake | null {
    const word = this.#before(behind);
    if (isNumber(word)) return this.#addNumber(behind);
    if (isBeforeSign(word) && isSigned(behind)) return this.#atNumber(afterWord(behind.slice(1)));
    return this.#mistake(isNumeric(word) ? noNumber(word) : noKey(word));
  }

  /** The minus is a part of the number, so that the compiler knows `-1` from others. */
  #addNumber(behind: string): Mistake | null {
    if (this.#waiting.at(-1) !== minus) return this.#add(behind);
    this.#waiting.pop();
    return this.#add(behind, "-");
  }

  #atOperator(): Mistake | null {
    if (this.#rest.startsWith(")")) return this.#close();
    const operator = binaries.find((one) => this.#rest.startsWith(one));
    if (operator === undefined) return this.#mistake(this.#rest.startsWith("=") ? singleEquals() : operatorExpected());
    while (levelOf(this.#waiting.at(-1)) >= levelOf(operator)) this.#program.push(String(this.#waiting.pop()));
    return this.#wait(operator, operator.length);
  }

  /** What waits since the parenthesis that is closed goes into the program. */
  #close(): Mistake | null {
    for (let latest = this.#waiting.pop(); latest !== undefined; latest = this.#waiting.pop()) {
      this.#program.push(latest === "(" ? group : latest);
      if (latest !== "(") continue;
      this.#rest = this.#rest.slice(1);
      return null;
    }
    return this.#mistake(nothingToClose());
  }

  /** As does, at the end of the text, all that waits. */
  #finish(): Program | Mistake {
    const waiting = this.#waiting.reverse();
    return waiting.includes("(") ? new Mistake(closingExpected(), "") : [...this.#program, ...waiting];
  }

  #wait(operator: string, length: number): null {
    this.#waiting.push(operator);
    this.#rest = this.#rest.slice(length);
    this.#isAtValue = true;
    return null;
  }

  #add(behind: string | Mistake, sign = ""): Mistake | null {
    if (behind instanceof Mistake) return behind;
    this.#program.push(sign + this.#before(behind));
    this.#rest = behind;
    this.#isAtValue = false;
    return null;
  }

  #before(behind: string): string {
    return this.#rest.slice(0, this.#rest.length - behind.length);
  }

  #mistake(says: string): Mistake {
    return new Mistake(says, this.#rest);
  }
}

/** Those of two characters first: `<=` begins with `<`. */
const binaries = levels.flat().sort((left, right) => right.length - left.length);

/** What binds more has the higher level; what has a single value, the highest; a parenthesis waits for another one. */
function levelOf(waiting: string | undefined): number {
  if (waiting === undefined || waiting === "(") return -1;
  const level = levels.findIndex((operators) => (operators as readonly string[]).includes(waiting));
  return level < 0 ? levels.length : level;
}
