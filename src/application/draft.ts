import { type ActionDefinition, actionDefinitionOf } from "../action/definition.js";
import { otherwise } from "../condition/combinators.js";
import { type ConditionDefinition, definitionOf, requireDefinition } from "../condition/condition.js";
import { type ErrorEdgeDefinition, errorEdgeOf } from "../condition/on-error.js";
import { defineWhen } from "../condition/when.js";
import { DefinitionError, GraphError } from "../errors.js";
import type { Arc } from "../graph/graph.js";
import type { LifecycleHooks } from "../lifecycle/hooks.js";
import { checkHooks, Lifecycle } from "../lifecycle/lifecycle.js";
import { type AnyCodecs, Writer } from "../persistence/writer.js";
import { duplicateAction, noActions, noEntrypoint } from "../sentences.js";
import { checkKey } from "../state/check-key.js";
import { cut, kindOf, suggestion } from "../text/wording.js";
import type { Identity } from "./context.js";
import type { Hydrated, Loading } from "./hydrate.js";
import { checkInitialState } from "./initial-state.js";
import { Journal } from "./journal.js";
import { knownKeys } from "./patch.js";
import { planOf } from "./plan.js";
import { randomId } from "./random-id.js";
import { RunningApplication, type RunningParts } from "./running.js";
import { nothingStored, Saver } from "./saver.js";
import { Standing } from "./standing.js";
import { checkCodecs, historyLimitOf, loadingOf, type Saving, savingOf } from "./storage.js";

type Definitions = ReadonlyMap<string, ActionDefinition>;

interface Parts {
  readonly actions: Definitions;
  readonly arcs: readonly Arc[];
  /** How many transitions have been declared. */
  readonly transitions: number;
  readonly entrypoint: string | null;
  readonly state: Readonly<Record<string, unknown>>;
  readonly identity: Partial<Identity>;
  readonly hooks: readonly LifecycleHooks[];
  /** Null if it is not saved. */
  readonly saving: Saving | null;
  /** Null if it always begins anew. Without codecs of its own it takes those of what saves. */
  readonly loading: (Omit<Loading, "codecs"> & { readonly codecs: AnyCodecs | null }) | null;
  /** How many steps are kept; null for none. */
  readonly historyLimit: number | null;
}

/** The builder with other actions under the same names, for the room that tests it; undefined for what is no builder. */
export let exchanged: (builder: unknown, exchange: (actions: Definitions) => Definitions) => Draft | undefined;

/** The untyped side of the builder. It checks at every call what the compiler checks, for those it has not checked. */
export class Draft {
  static readonly empty = new Draft({
    actions: new Map(),
    arcs: [],
    transitions: 0,
    entrypoint: null,
    state: {},
    identity: {},
    hooks: [],
    saving: null,
    loading: null,
    historyLimit: null,
  });

  readonly #parts: Parts;

  static {
    exchanged = (builder, exchange) =>
      typeof builder === "object" && builder !== null && #parts in builder
        ? builder.#with({ actions: exchange(builder.#parts.actions) })
        : undefined;
  }

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  withActions(actions: unknown): Draft {
    const all = new Map(this.#parts.actions);
    for (const [name, action] of Object.entries(checkRecord("withActions()", "{ name: action }", actions))) {
      const definition = actionDefinitionOf(action);
      if (!definition) {
        throw new DefinitionError(
          `withActions(): '${name}' is ${kindOf(action)}, no action: make it with action({ ... })`,
        );
      }
      const fault = faultOfName(name);
      if (fault) throw new DefinitionError(`withActions(): '${cut(name)}' cannot be the name of an action: ${fault}`);
      if (all.has(name)) throw new DefinitionError(`withActions(): ${duplicateAction(name)}`);
      all.set(name, definition);
    }
    return this.#with({ actions: all });
  }

  withTransitions(...transitions: readonly unknown[]): Draft {
    const arcs = [...this.#parts.arcs];
    for (const [index, transition] of transitions.entries()) {
      arcs.push(
        ...this.#arcsOf(transition, this.#parts.transitions + index, `transition ${index + 1} of withTransitions()`),
      );
    }
    return this.#with({ arcs, transitions: this.#parts.transitions + transitions.length });
  }

  withEntrypoint(name: unknown): Draft {
    return this.#with({ entrypoint: this.#name("withEntrypoint()", name) });
  }

  withState(state: unknown): Draft {
    return this.#with({ state: stateOf("withState()", state) });
  }

  withIdentifiers(identifiers: unknown): Draft {
    const { appId, partitionKey, ...unknown } = checkRecord(
      "withIdentifiers()",
      "{ appId, partitionKey }",
      identifiers,
    );
    for (const option of Object.keys(unknown)) {
      throw new DefinitionError(
        `withIdentifiers() has no '${option}'.${suggestion(option, ["appId", "partitionKey"])}`,
      );
    }
    if (appId !== undefined && (typeof appId !== "string" || appId === "")) {
      throw new DefinitionError(
        `appId of withIdentifiers() must be a string that is not empty, not ${appId === "" ? "an empty one" : kindOf(appId)}`,
      );
    }
    if (partitionKey !== undefined && partitionKey !== null && typeof partitionKey !== "string") {
      throw new DefinitionError(
        `partitionKey of withIdentifiers() must be a string or null, not ${kindOf(partitionKey)}`,
      );
    }
    const identity = { ...this.#parts.identity };
    return this.#with({
      identity: {
        ...identity,
        ...(appId === undefined ? {} : { appId }),
        ...(partitionKey === undefined ? {} : { partitionKey }),
      },
    });
  }

  withHooks(...hooks: readonly unknown[]): Draft {
    return this.#with({ hooks: [...this.#parts.hooks, ...checkHooks(hooks)] });
  }

  withPersister(persister: unknown, options?: unknown): Draft {
    return this.#with({ saving: savingOf(persister, options) });
  }

  initializeFrom(loader: unknown, options: unknown): Draft {
    const { loading, codecs, begin } = loadingOf(loader, options);
    const where = "initializeFrom()";
    return this.#with({
      loading: { ...loading, codecs },
      state: stateOf(`default.state of ${where}`, begin.state),
      entrypoint: this.#name(`default.entrypoint of ${where}`, begin.entrypoint),
    });
  }

  withHistory(options?: unknown): Draft {
    return this.#with({ historyLimit: historyLimitOf(options) });
  }

  build(): RunningApplication | Promise<RunningApplication> {
    const { loading } = this.#parts;
    return loading === null ? begun(this.#ready(), null) : hydrated(() => this.#ready(), loading);
  }

  #ready(): Begun {
    const { actions, arcs, entrypoint, state, identity, hooks, saving, historyLimit } = this.#parts;
    if (actions.size === 0) throw new GraphError([noActions()]);
    if (entrypoint === null) throw new GraphError([noEntrypoint()]);
    const data = { actions, arcs, entrypoint, given: new Set(Object.keys(state)), initial: state };
    checkInitialState(data);
    if (saving) checkCodecs(saving, knownKeys(data));
    const { appId = randomId(), partitionKey = null } = identity;
    return {
      data,
      plan: planOf(data),
      identity: { appId, partitionKey },
      lifecycle: Lifecycle.of(hooks),
      journal: historyLimit === null ? null : new Journal(historyLimit),
      saving,
    };
  }

  #with(changed: Partial<Parts>): Draft {
    return new Draft({ ...this.#parts, ...changed });
  }

  #arcsOf(transition: unknown, position: number, where: string): Arc[] {
    if (!Array.isArray(transition) || transition.length < 2 || transition.length > 3) {
      const what = Array.isArray(transition) ? `a list of ${transition.length}` : kindOf(transition);
      throw new DefinitionError(`${where} must be [from, to] or [from, to, condition], not ${what}`);
    }
    const [from, to, condition] = transition as readonly unknown[];
    const sources: readonly unknown[] = Array.isArray(from) ? from : [from];
    if (sources.length === 0) throw new DefinitionError(`${where} has no source: name at least one action`);
    const target = this.#name(where, to);
    const raised = errorEdgeOf(condition) ?? null;
    const definition = raised === null ? conditionOf(where, condition) : unheld(raised);
    return sources.map((source) => ({
      from: this.#name(where, source),
      to: target,
      position,
      condition: definition,
      raised,
    }));
  }

  #name(where: string, name: unknown): string {
    if (typeof name !== "string")
      throw new DefinitionError(`${where} takes the name of an action, not ${kindOf(name)}`);
    if (this.#parts.actions.has(name)) return name;
    const known = [...this.#parts.actions.keys()];
    const mend = known.length === 0 ? ": call withActions() first" : `.${suggestion(name, known)}`;
    throw new DefinitionError(`${where}: there is no action '${cut(name)}'${mend}`);
  }
}

/** What is known of an application before it is known where it begins. */
interface Begun extends Pick<RunningParts, "data" | "plan" | "identity" | "lifecycle" | "journal"> {
  readonly saving: Saving | null;
}

/** @param found What was loaded; null if nothing was. */
function begun({ saving, ...parts }: Begun, found: Hydrated | null): RunningApplication {
  const { values, standing, stored } = found ?? {
    values: parts.data.initial,
    standing: new Standing(),
    stored: nothingStored,
  };
  const ledger = saving && {
    saver: new Saver(saving.persister, stored),
    writer: new Writer(saving.codecs),
    identity: parts.identity,
    version: saving.version,
  };
  return new RunningApplication({ ...parts, values, standing, ledger });
}

/** What cannot be built is told by the promise, as all else that is wrong with what is loaded. */
async function hydrated(ready: () => Begun, loading: NonNullable<Parts["loading"]>): Promise<RunningApplication> {
  const parts = ready();
  const { data, plan, identity, saving } = parts;
  // Loaded when it is called: who never loads an application does not carry what checks it
  const { hydrate } = await import("./hydrate.js");
  const codecsOfSaving = saving?.codecs ?? {};
  const codecs = loading.codecs ?? codecsOfSaving;
  const persister = saving?.persister ?? null;
  return begun(parts, await hydrate({ ...loading, codecs, codecsOfSaving, data, plan, identity, persister }));
}

function stateOf(where: string, state: unknown): Readonly<Record<string, unknown>> {
  const values = checkRecord(where, "{ key: value }", state);
  for (const key of Object.keys(values)) checkKey(key);
  return { ...values };
}

/** What is wrong with the name of an action; null if nothing is. */
function faultOfName(name: string): string | null {
  if (name === "") return "it is empty";
  if (name.startsWith("@tag:")) return "'@tag:' begins the name of a tag in halt lists";
  if (name.includes("→")) return "'→' stands between actions in messages";
  return name.includes("\0") ? "it has a character that no name has" : null;
}

function conditionOf(where: string, condition: unknown): ConditionDefinition {
  if (condition === undefined) return requireDefinition(where, otherwise);
  const definition = definitionOf(condition);
  if (definition) return definition;
  if (typeof condition === "object" && condition !== null && !Array.isArray(condition)) return defineWhen(condition);
  throw new DefinitionError(
    `the condition of ${where} must be a condition or { key: value }, not ${kindOf(condition)}`,
  );
}

/** What stands in the place of a condition on an error edge: no walk takes it that has not failed. */
function unheld({ name }: ErrorEdgeDefinition): ConditionDefinition {
  return {
    name,
    needs: [],
    always: false,
    reads: [],
    whenHolds: [],
    whenFails: [],
    expressions: [],
    holds: () => false,
  };
}

function checkRecord(where: string, shape: string, value: unknown): Readonly<Record<string, unknown>> {
  const isList = Array.isArray(value) || value instanceof Map || value instanceof Set;
  if (typeof value === "object" && value !== null && !isList) return value as Record<string, unknown>;
  throw new DefinitionError(`${where} takes a record, ${shape}, not ${kindOf(value)}`);
}
