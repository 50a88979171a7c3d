/** What the codec of a key has written, as it was written: only the application has the codec that can read it. */
export class Coded {
  /** Set when it is made, or soon after: it may stand within itself. */
  value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}
