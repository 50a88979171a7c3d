import { js, type UntypedApplication, type UntypedState } from "../../support/untyped.js";
import { line } from "./graph.js";
import { type Log, nameOf, plain } from "./log.js";
import type { Ending, Halts, ModelCall } from "./world.js";

/** Makes a call of the library, and tells it as the model does. */
export async function performed(application: UntypedApplication, call: ModelCall, log: Log): Promise<Ending> {
  const controller = new AbortController();
  log.abort = call.signal === "none" ? () => {} : () => controller.abort();
  if (call.signal === "aborted") controller.abort();
  const options = {
    ...(call.isGiving ? { inputs: { x: 1 } } : {}),
    ...(call.signal === "none" ? {} : { signal: controller.signal }),
    ...(call.method === "step" ? {} : haltsOf(call.halts)),
  };
  return await endingOf(() => (call.isSync ? inSync : inTime)(application, call, options, log));
}

const haltsOf = ({ after, before, isAll }: Halts): object => ({
  ...(after.length === 0 ? {} : { haltAfter: isAll ? js.all(...after) : after }),
  ...(before.length === 0 ? {} : { haltBefore: before }),
});

async function endingOf(made: () => Ending | Promise<Ending>): Promise<Ending> {
  try {
    return await made();
  } catch (error) {
    return { how: "throws", thrown: nameOf(error) ?? "undefined" };
  }
}

interface Record {
  readonly action: string;
  readonly result: unknown;
}

const stepOf = (step: Record | null): Ending =>
  step === null ? { how: "nothing" } : { how: "step", action: step.action, result: step.result };
const stopOf = ({ halted, action, result }: Record & { halted: "after" | "before" | "end" }): Ending => ({
  how: halted,
  action,
  result,
});

function inSync(application: UntypedApplication, call: ModelCall, options: object, log: Log): Ending {
  if (call.method === "step") return stepOf(application.stepSync(options));
  if (call.method === "run") return stopOf(application.runSync(options));
  const steps = application.iterateSync(options);
  for (let events = 1; ; events++) {
    const taken = steps.next();
    if (taken.done) return stopOf(taken.value);
    log.lines.push(`event step ${factsOf(taken.value)}`);
    if (events === call.most) return leftBy(() => steps.return(undefined as never));
  }
}

async function inTime(application: UntypedApplication, call: ModelCall, options: object, log: Log): Promise<Ending> {
  if (call.method === "step") return stepOf(await application.step(options));
  if (call.method === "run") return stopOf(await application.run(options));
  if (call.method === "stream") return await streamed(application, call, options, log);
  const steps = application.iterate(options);
  for (let events = 1; ; events++) {
    const taken = await steps.next();
    if (taken.done) return stopOf(taken.value);
    log.lines.push(`event step ${factsOf(taken.value)}`);
    if (events === call.most) return await leftLaterBy(() => steps.return(undefined as never));
  }
}

/** Takes the events of a stream, and holds its result to what they end with. */
async function streamed(application: UntypedApplication, call: ModelCall, options: object, log: Log): Promise<Ending> {
  const stream = application.stream(options);
  if (call.isQuiet) return stopOf(await stream.result);
  let next = stream.next();
  // Asked for when the first event is: before, it would take them itself
  const result = endingOf(async () => stopOf(await stream.result));
  const ending = await endingOf(async () => {
    for (let events = 1; ; events++) {
      const taken = await next;
      if (taken.done) return taken.value ? stopOf(taken.value) : { how: "left", thrown: null };
      const { type, action, item } = taken.value;
      const told = type === "step" ? factsOf(taken.value) : type === "item" ? `${action} ${item}` : action;
      log.lines.push(`event ${type} ${told}`);
      if (events === call.most) return await leftLaterBy(() => stream.return());
      next = stream.next();
    }
  });
  const expected = ending.how === "left" ? { how: "throws", thrown: "ClosedError" } : ending;
  const found = await result;
  return JSON.stringify(found) === JSON.stringify(expected)
    ? ending
    : { how: "throws", thrown: `result: ${line(found)}` };
}

const factsOf = ({ action, result, state }: Record & { state: UntypedState }): string =>
  `${action} ${JSON.stringify(result)} ${line(plain(state))}`;

function leftBy(leaving: () => unknown): Ending {
  try {
    leaving();
    return { how: "left", thrown: null };
  } catch (error) {
    return { how: "left", thrown: nameOf(error) };
  }
}

async function leftLaterBy(leaving: () => Promise<unknown>): Promise<Ending> {
  try {
    await leaving();
    return { how: "left", thrown: null };
  } catch (error) {
    return { how: "left", thrown: nameOf(error) };
  }
}
