import { say } from "cowsay";
import { action, application, when } from "typeburr";
import * as v from "valibot";

const cowSay = action({
  reads: {},
  writes: { cowSaid: v.string() },
  inputs: { sayWhat: v.nullable(v.string()) },
  run: (state, { sayWhat }) => state.update({ cowSaid: sayWhat === null ? "..." : say({ text: sayWhat }) }),
});

/**
 * A cow that speaks one time in four, for ever.
 *
 * @param random A number from 0 up to 1 for each decision; a test gives its own.
 */
export const createCow = (random: () => number = Math.random) => {
  const cowShouldSpeak = action({
    reads: {},
    writes: { cowShouldSpeak: v.boolean() },
    run: (state) => state.update({ cowShouldSpeak: random() < 0.25 }),
  });

  return application()
    .withActions({
      cowShouldSpeak,
      cowSaysHello: cowSay.bind({ sayWhat: "Hello" }),
      cowSaysNothing: cowSay.bind({ sayWhat: null }),
    })
    .withTransitions(
      ["cowShouldSpeak", "cowSaysHello", when({ cowShouldSpeak: true })],
      ["cowShouldSpeak", "cowSaysNothing"],
      [["cowSaysHello", "cowSaysNothing"], "cowShouldSpeak"],
    )
    .withEntrypoint("cowShouldSpeak")
    .build();
};
