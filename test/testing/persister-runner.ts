import type { Runner } from "typeburr/testing";

/** A test that a suite has registered. */
export interface Registered {
  readonly title: string;
  readonly isSkipped: boolean;
  readonly timeout: number | undefined;
  readonly body: () => Promise<void>;
}

/** A test that has failed, and why. */
export interface Failure {
  readonly title: string;
  readonly message: string;
}

/** What a suite registers, in place of running it. */
export function registeredBy(register: (runner: Runner) => void): Registered[] {
  const path: string[] = [];
  const tests: Registered[] = [];
  const add = (isSkipped: boolean) => (title: string, body: () => Promise<void>, timeout?: number) =>
    void tests.push({ title: [...path, title].join(" > "), body, isSkipped, timeout });
  register({
    describe(title, body) {
      path.push(title);
      body();
      path.pop();
    },
    test: Object.assign(add(false), { skip: add(true) }),
  });
  return tests;
}

/** Runs the tests of a suite, one behind the other. */
export async function failuresOf(tests: readonly Registered[]): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const { title, body, isSkipped } of tests) {
    if (isSkipped) continue;
    try {
      await body();
    } catch (error) {
      failures.push({ title, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return failures;
}
