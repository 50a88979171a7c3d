/** What a compiler says against a program. */
export interface Problem {
  readonly code: number;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units, as tsc prints it. */
  readonly column: number;
  /** The source text that the error's span covers. */
  readonly token: string;
  /** The whole chain of sentences, one a line, indented as tsc prints it. */
  readonly message: string;
}

/** What a program costs to check, and what is wrong with it, of one and the same check. */
export interface Measurement {
  /** As `Compiler.instantiations` tells it. */
  readonly instantiations: number;
  readonly problems: readonly Pick<Problem, "code" | "line" | "column" | "message">[];
}

/** One version of TypeScript, asked about programs that exist in memory only. */
export interface Compiler {
  readonly name: "5.9" | "6.0" | "7.0";
  /** The errors in the program (syntactic and semantic), in the order of their positions. */
  problems(program: string): Promise<Problem[]>;
  /** The names offered at the marker: bare, without quotes or `?`, in the order of the compiler's list. */
  completions(program: string): Promise<string[]>;
  /** The code part of the quick info about the identifier that starts right after the marker. */
  hover(program: string): Promise<string>;
  /**
   * How many types a fresh checker instantiates to check the program: it alone, not the files that it imports (those
   * cost what the program asks of them). Exact and repeatable.
   */
  instantiations(program: string): Promise<number>;
  /** As `instantiations`, with the errors that the check found: large programs are not checked twice. */
  measure(program: string): Promise<Measurement>;
  /** Frees what the compiler holds; a later question opens it again. */
  close(): Promise<void>;
}

/** Compiler options as `tsconfig.json` spells them; they go over those of the repository and `types: []`. */
export type CompilerOptions = Readonly<Record<string, boolean | number | string | readonly string[]>>;

/** Where a question about one place stands; a comment, so that it can stay in a program that is only checked. */
const marker = "/*|*/";

/** No question may take longer than this: a test must fail with a reason, not hang. */
export const patience = 60_000;

export interface MarkedProgram {
  readonly text: string;
  /** Offset of the marker, in UTF-16 units. */
  readonly offset: number;
}

// program with a marker -> the program without it, and where it stood
export function takeMarker(program: string): MarkedProgram {
  const [before, after, ...more] = program.split(marker);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`The program must hold the marker ${marker} exactly once:\n${program}`);
  }
  return { text: before + after, offset: before.length };
}

// `"a b"` -> `a b`: a key or literal is the same name whether the cursor stands inside quotes or not
export function bareName(name: string): string {
  const quoted = /^(["'`])(.*)\1$/s.exec(name);
  if (quoted === null) return name;
  try {
    return JSON.parse(`"${quoted[2]}"`) as string;
  } catch {
    return quoted[2] ?? name;
  }
}

export function byPosition(left: Problem, right: Problem): number {
  return left.line - right.line || left.column - right.column;
}
