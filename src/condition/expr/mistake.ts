/** What is wrong with a text, and the rest of it from there. */
export class Mistake<out TSays = string, out TRest = string> {
  readonly says: TSays;
  readonly rest: TRest;

  constructor(says: TSays, rest: TRest) {
    this.says = says;
    this.rest = rest;
  }
}
