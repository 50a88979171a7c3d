import {
  type ApplicationQuery,
  ConflictError,
  checkQuery,
  type ListQuery,
  type LoadQuery,
  replay,
  type StatePersister,
  type StoredState,
  type StoredStep,
} from "../../index.js";
import type { RedisClient } from "../redis.js";
import { Opening } from "../shared/opening.js";
import { sortable } from "../shared/sortable.js";
import { listed } from "./apps.js";
import { connect, type OwnClient, run, type Send, sendOf } from "./client.js";
import { appsOf, type Keys, keysOf } from "./keys.js";
import type { RedisSettings } from "./options.js";
import { recordOf, stepsFrom } from "./records.js";
import * as scripts from "./scripts.js";

/** A server that answers. */
interface Opened {
  readonly send: Send;
  /** Null where the client is the user's. */
  readonly own: OwnClient | null;
}

export class RedisStore implements StatePersister {
  readonly #opening: Opening<Opened>;
  readonly #prefix: string;

  constructor(settings: RedisSettings) {
    this.#prefix = settings.prefix;
    this.#opening = new Opening({
      where: "redisPersister()",
      open: () => open(settings),
      close: async ({ own }) => own?.close(),
    });
  }

  initialize(): Promise<void> {
    return this.#opening.use({}, async () => {});
  }

  save(step: StoredStep): Promise<void> {
    return this.#opening.use(step, async ({ send }) => {
      const { previousId, sequenceId, delta, snapshot } = step;
      const place = appsOf(this.#prefix, step.partitionKey);
      const enlist = () => send(place, ["ZADD", place, "0", sortable(step.appId)]);
      // The list is in another place of a cluster. Written first, it never lacks what is stored, though the process end in between;
      // and once more, as somebody may delete the application in between.
      if (previousId === null) await enlist();
      const values = [
        previousId === null ? "" : String(previousId),
        String(sequenceId),
        crypto.randomUUID(),
        recordOf(step),
        delta,
        ...(snapshot === null ? [] : [snapshot]),
      ];
      const isStored = await run(send, scripts.save, asList(this.#keysOf(step)), values);
      if (Number(isStored) !== 1) throw new ConflictError(step);
      if (previousId === null) await enlist();
    });
  }

  async load(query: LoadQuery): Promise<StoredState | null> {
    const { partitionKey = null, appId, sequenceId } = checkQuery("load", query);
    return this.#opening.use(query, async ({ send }) => {
      const keys = this.#keysOf(query);
      const found = await run(send, scripts.load, asList(keys), sequenceId === undefined ? [] : [String(sequenceId)]);
      const steps = stepsFrom(found, { partitionKey, appId }, keys.steps);
      return steps.length === 0 ? null : replay(steps);
    });
  }

  async list(query: ListQuery = {}): Promise<readonly string[]> {
    const { partitionKey = null, limit, after } = checkQuery("list", query);
    return this.#opening.use({ partitionKey }, ({ send }) =>
      listed(
        send,
        appsOf(this.#prefix, partitionKey),
        (appId) => this.#keysOf({ partitionKey, appId }).order,
        limit ?? Number.POSITIVE_INFINITY,
        after,
      ),
    );
  }

  async delete(query: ApplicationQuery): Promise<void> {
    await this.#opening.use(checkQuery("delete", query), async ({ send }) => {
      const place = appsOf(this.#prefix, query.partitionKey);
      const keys = asList(this.#keysOf(query));
      await send(keys[0], ["DEL", ...keys]);
      await send(place, ["ZREM", place, sortable(query.appId)]);
      // Somebody may have begun it anew in between.
      const isThere = await send(keys[0], ["EXISTS", keys[0]]);
      if (Number(isThere) === 1) await send(place, ["ZADD", place, "0", sortable(query.appId)]);
    });
  }

  close(): Promise<void> {
    return this.#opening.close();
  }

  #keysOf(query: ApplicationQuery): Keys {
    return keysOf(this.#prefix, query);
  }
}

const asList = ({ steps, order, snapshots }: Keys): [string, string, string] => [steps, order, snapshots];

async function open({ client, url }: RedisSettings): Promise<Opened> {
  const own = url === null ? null : await connect(url);
  const send = sendOf((own?.client ?? client) as RedisClient);
  // There is nothing to make. That it answers is found out now.
  try {
    await send(undefined, ["PING"]);
    return { send, own };
  } catch (error) {
    await own?.close();
    throw error;
  }
}
