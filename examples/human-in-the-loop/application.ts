import { application, expr, when } from "typeburr";
import { actionsFor } from "./actions.js";
import type { Assistant, Deliver } from "./assistant.js";

/**
 * Answers emails together with its user: before `clarify` and `review` it has to be halted, and run again with what the
 * user says.
 */
export const createCorrespondence = (assistant: Assistant, deliver: Deliver) =>
  application()
    .withActions(actionsFor(assistant, deliver))
    .withTransitions(
      ["receive", "clarify", expr("questions.length > 0")],
      [["receive", "clarify"], "write"],
      [["write", "revise"], "review"],
      ["review", "send", when({ feedback: null })],
      ["review", "revise"],
      ["send", "receive"],
    )
    .withEntrypoint("receive")
    .withState({ sent: 0 })
    .build();
