import { action } from "../../../action/action.js";
import { application } from "../../../application/builder.js";
import type { StatePersister } from "../../../persistence/persister.js";
import { anything } from "../../../schema/anything.js";
import { anyList } from "../../../schema/list.js";
import type { SchemaOf } from "../../../schema/record.js";
import { expectEqual } from "../expectation.js";
import { hostileTexts } from "../hostile-texts.js";
import type { SuiteTest } from "../suite.js";
import { errands, identity } from "./errands.js";
import { expectHistory, expectResumed, loadHistory } from "./history.js";

const texts = anyList as SchemaOf<string[], string[]>;

/** About 1 MB of what has to be escaped, and takes more bytes than characters. */
const large = 'A "line"; 😀 \\ it\'s é\n'.repeat(45_000);

/** That long histories, large values and odd ones come back. */
export const sizes: readonly SuiteTest[] = [
  {
    title: "a history of three hundred steps loads at every step as a model has it",
    async body({ persister, another }) {
      const app = await errands(persister);
      while ((app.sequenceId ?? 0) < 299) await app.step();
      const length = (app.sequenceId ?? 0) + 1;
      const other = await another();
      await expectHistory(other, length);
      await expectResumed(await errands(other), length);
    },
  },
  {
    title: "values of 1 MB come back, written and appended",
    async body({ persister, another }) {
      const app = await growing(persister);
      for (let times = 0; times < 4; times++) await app.step();
      const other = await another();
      for (const { sequenceId, state } of await loadHistory(other, 3)) {
        expectEqual(`the state behind step ${sequenceId}`, state, grown(sequenceId + 1));
      }
      const again = await growing(other);
      expectEqual("the state, resumed", { ...again.state }, grown(4));
      await again.step();
      expectEqual("the state behind a further step", (await persister.load(identity))?.state, grown(5));
    },
  },
  {
    title: "texts that no store takes as they are come back, as values and as keys",
    async body({ persister, another }) {
      const app = await hostile(persister);
      for (let times = 0; times < 3; times++) await app.step();
      const other = await another();
      const expected = { found: 3, pairs: pairsOf(3), log: [...hostileTexts, ...hostileTexts, ...hostileTexts] };
      expectEqual("the state that is stored", (await other.load(identity))?.state, expected);
      expectEqual("the state, resumed", { ...(await hostile(other)).state }, expected);
    },
  },
];

/** What `growing` has come to. */
const grown = (steps: number) => ({
  text: `${steps}${large}`,
  list: Array.from({ length: steps }, (_, index) => `${large}${index + 1}`),
});

function growing(persister: StatePersister) {
  const list = texts;
  const text = anything as SchemaOf<string, string>;
  const grow = action({
    reads: { list },
    writes: { list, text },
    run(state) {
      const steps = state.list.length + 1;
      return state.update({ text: `${steps}${large}` }).append({ list: `${large}${steps}` });
    },
  });
  return application()
    .withActions({ grow })
    .withTransitions(["grow", "grow"])
    .withIdentifiers(identity)
    .withPersister(persister)
    .initializeFrom(persister, { default: { state: { list: [], text: "" }, entrypoint: "grow" } })
    .build();
}

/** Each text as a key and as a value. */
const pairsOf = (found: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries(hostileTexts.map((text) => [text, { [text]: [text, found] }]));

function hostile(persister: StatePersister) {
  const pairs = anything as SchemaOf<Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>>;
  const found = anything as SchemaOf<number, number>;
  const find = action({
    reads: { found },
    writes: { found, pairs, log: texts },
    run: (state) =>
      state
        .increment({ found: 1 })
        .update({ pairs: pairsOf(state.found + 1) })
        .extend({ log: [...hostileTexts] }),
  });
  return application()
    .withActions({ find })
    .withTransitions(["find", "find"])
    .withIdentifiers(identity)
    .withPersister(persister)
    .initializeFrom(persister, { default: { state: { found: 0, pairs: {}, log: [] }, entrypoint: "find" } })
    .build();
}
