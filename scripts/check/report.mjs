const tailLines = 60;

/** What a check throws when it does not hold: the message is one line, the output is what its tool printed. */
export class CheckFailure extends Error {
  constructor(message, output = "") {
    super(message);
    this.output = output;
  }
}

/** What a check throws when it cannot be asked here, which is said aloud and counted. */
export class CheckSkipped extends Error {}

const printLine = (verdict, name, milliseconds, note) => {
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`.padStart(8);
  console.log(`${verdict}  ${seconds}  ${name}${note ? `  (${note})` : ""}`);
};

/** Many checks can fail with the same words, which are then printed once. */
const printed = new Set();

const printTail = (output) => {
  if (printed.has(output)) {
    console.log("        the same output as above");
    return;
  }
  printed.add(output);
  const lines = output.trimEnd().split("\n");
  const left = lines.length - tailLines;
  if (left > 0) console.log(`        ... ${left} lines before these`);
  for (const line of lines.slice(-tailLines)) console.log(`        ${line}`);
};

/** Counts and prints: one line a check, and under a failed one the tail of its output. */
export const createReport = () => {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const began = performance.now();

  const countThrown = (error, name, milliseconds) => {
    if (error instanceof CheckSkipped) {
      counts.skipped += 1;
      printLine("SKIP", name, milliseconds, error.message);
      return;
    }
    const foreseen = error instanceof CheckFailure;
    counts.failed += 1;
    printLine("FAIL", name, milliseconds, foreseen ? error.message : "the check itself broke");
    printTail(foreseen ? error.output : (error.stack ?? String(error)));
  };

  return {
    /**
     * Runs a check and counts it as one.
     *
     * @param name What it asks.
     * @param work Returns a short note for its line, or throws.
     * @returns Whether it passed.
     */
    async check(name, work) {
      const started = performance.now();
      try {
        const note = await work();
        counts.passed += 1;
        printLine("pass", name, performance.now() - started, note);
        return true;
      } catch (error) {
        countThrown(error, name, performance.now() - started);
        return false;
      }
    },

    /**
     * Counts what another runner has counted.
     *
     * @param name The runner.
     * @param result Its `passed`, `failed` and `skipped`, how long it took, and what it printed.
     */
    tally(name, { passed, failed, skipped, milliseconds, output }) {
      counts.passed += passed;
      counts.failed += failed;
      counts.skipped += skipped;
      const note = `${passed} passed, ${failed} failed, ${skipped} skipped`;
      printLine(failed > 0 ? "FAIL" : "pass", name, milliseconds, note);
      if (failed > 0) printTail(output);
    },

    /** Prints the closing line. Returns the exit code. */
    close() {
      console.log(`\n${((performance.now() - began) / 1000).toFixed(0)} s in all`);
      const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
      console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
      return counts.failed > 0 ? 1 : 0;
    },
  };
};
