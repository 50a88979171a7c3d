import { type ActionDefinition, actionDefinitionOf } from "../action/definition.js";
import { otherwise } from "../condition/combinators.js";
import { type ConditionDefinition, definitionOf, requireDefinition } from "../condition/condition.js";
import { type ErrorEdgeDefinition, errorEdgeOf } from "../condition/on-error.js";
import { defineWhen } from "../condition/when.js";
import { DefinitionError, GraphError } from "../errors.js";
import type { Arc } from "../graph/graph.js";
import type { LifecycleHooks } from "../lifecycle/hooks.js";
import { checkHooks, Lifecycle } from "../lifecycle/lifecycle.js";
import { duplicateAction, noActions, noEntrypoint } from "../sentences.js";
import { checkKey } from "../state/check-key.js";
import { cut, kindOf, suggestion } from "../text/wording.js";
import type { Identity } from "./context.js";
import { checkInitialState } from "./initial-state.js";
import { randomId } from "./random-id.js";
import { RunningApplication } from "./running.js";

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
    const values = checkRecord("withState()", "{ key: value }", state);
    for (const key of Object.keys(values)) checkKey(key);
    return this.#with({ state: { ...values } });
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

  build(): RunningApplication {
    const { actions, arcs, entrypoint, state, identity, hooks } = this.#parts;
    if (actions.size === 0) throw new GraphError([noActions()]);
    if (entrypoint === null) throw new GraphError([noEntrypoint()]);
    const data = { actions, arcs, entrypoint, given: new Set(Object.keys(state)), initial: state };
    checkInitialState(data);
    const { appId = randomId(), partitionKey = null } = identity;
    return new RunningApplication(data, state, { appId, partitionKey }, Lifecycle.of(hooks));
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
