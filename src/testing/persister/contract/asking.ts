import { DefinitionError } from "../../../errors.js";
import type { StatePersister } from "../../../persistence/persister.js";
import { kindOf, textOf } from "../../../text/wording.js";
import { checkRefusal, expectThat, outcomeOf } from "../expectation.js";
import { sampleHistory } from "../sample.js";
import type { SuiteTest } from "../suite.js";
import { expectLoaded } from "./loaded.js";

type Method = "load" | "list" | "delete";

/** What is no query at all, of any method. */
const noQueries: readonly unknown[] = [null, "a", 1, []];

const wrongPartitionKeys: readonly unknown[] = [0, false, {}, ["p"]];
const wrongAppIds: readonly unknown[] = ["", null, 0, true, ["a"], {}];
const wrongNumbers: readonly unknown[] = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, "0", 0n, null, true];
const wrongTexts: readonly unknown[] = [null, 0, ["a"], {}];

const inApplication = { partitionKey: wrongPartitionKeys, appId: [...wrongAppIds, undefined] };

/** Of each method, a query that is right, and values that its options must not have. */
const methods: Readonly<
  Record<Method, { readonly right: object; readonly wrong: Readonly<Record<string, readonly unknown[]>> }>
> = {
  load: { right: { appId: "a" }, wrong: { ...inApplication, sequenceId: wrongNumbers, sequence: [0] } },
  list: {
    right: {},
    wrong: { partitionKey: wrongPartitionKeys, limit: wrongNumbers, after: wrongTexts, appId: ["a"] },
  },
  delete: { right: { appId: "a" }, wrong: { ...inApplication, sequenceId: [0], partition: ["p"] } },
};

/** That nobody is given an answer to what he has not asked. */
export const asking: readonly SuiteTest[] = (Object.keys(methods) as Method[]).map((method) => ({
  title: `${method}() that is asked what cannot be is a DefinitionError that names it and the option, and changes nothing`,
  async body({ persister }) {
    const history = sampleHistory({ appId: "a" }, 3).map(({ step }) => step);
    for (const step of history) await persister.save(step);
    const { right, wrong } = methods[method];
    const refuses = (query: unknown, what: string, ...names: readonly string[]) =>
      expectRefused(persister, method, query, `${method}() with ${what}`, names);
    for (const query of noQueries) await refuses(query, `${kindOf(query)} in place of a query`);
    for (const [option, values] of Object.entries(wrong)) {
      for (const value of values) {
        const query = { ...right, [option]: value };
        await refuses(query, `${option}: ${typeof value === "string" ? `'${value}'` : textOf(value)}`, option);
      }
    }
    await expectLoaded(persister, history);
  },
}));

async function expectRefused(
  persister: StatePersister,
  method: Method,
  query: unknown,
  what: string,
  names: readonly string[],
): Promise<void> {
  const outcome = await outcomeOf(() => persister[method](query as never));
  checkRefusal(what, outcome, DefinitionError);
  const message = "error" in outcome ? textOf(outcome.error) : "";
  for (const name of [method, ...names]) {
    expectThat(`${what}: the message of the error has to name '${name}', and is: ${message}`, message.includes(name));
  }
}
