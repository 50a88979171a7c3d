import { createRequire } from "node:module";
import { action, application } from "typeburr";
import { sqlitePersister } from "typeburr/persisters/sqlite";
import * as v from "valibot";
import { bytesIn, inFolder, mega, table, thousands, timed } from "./measure.mjs";

const message = (turn) => ({
  role: turn % 2 === 0 ? "user" : "assistant",
  content: `${turn}`.padEnd(400, "lorem ipsum "),
});

const require = createRequire(import.meta.url);

/** A database as durable as sqlitePersister makes its own. */
function opened(driver, file) {
  const Database = require(driver);
  const database = new Database(file);
  database.exec("pragma journal_mode = WAL; pragma synchronous = FULL");
  // What stands in the write-ahead log goes to the file, so that the file can be measured
  return { database, settle: () => database.prepare("pragma wal_checkpoint(TRUNCATE)").all() };
}

/** A chat that adds one message a turn, saved at each. */
const ours = {
  name: "typeburr, sqlite",
  async open(file) {
    const { database, settle } = opened("libsql", file);
    const persister = sqlitePersister({ database });
    const Message = v.object({ role: v.string(), content: v.string() });
    const say = action({
      reads: {},
      writes: { history: v.array(Message) },
      inputs: { said: Message },
      run: (state, { said }) => state.append({ history: said }),
    });
    const app = await application()
      .withActions({ say })
      .withTransitions(["say", "say"])
      .withIdentifiers({ appId: "chat" })
      .withPersister(persister)
      .initializeFrom(persister, { default: { state: { history: [] }, entrypoint: "say" } })
      .build();
    return {
      turn: (said) => app.run({ haltAfter: ["say"], inputs: { said } }),
      length: async () => app.state.history.length,
      settle,
      close: () => database.close(),
    };
  },
};

const langgraph = {
  name: "LangGraph.js, SqliteSaver",
  async open(file) {
    const { Annotation, END, START, StateGraph } = await import("@langchain/langgraph");
    const { SqliteSaver } = await import("@langchain/langgraph-checkpoint-sqlite");
    const State = Annotation.Root({
      history: Annotation({ reducer: (list, more) => list.concat(more), default: () => [] }),
      said: Annotation(),
    });
    const { database, settle } = opened("better-sqlite3", file);
    const app = new StateGraph(State)
      .addNode("say", ({ said }) => ({ history: [said] }))
      .addEdge(START, "say")
      .addEdge("say", END)
      .compile({ checkpointer: new SqliteSaver(database) });
    const config = { configurable: { thread_id: "chat" } };
    return {
      turn: (said) => app.invoke({ said }, config),
      length: async () => (await app.getState(config)).values.history.length,
      settle,
      close: () => database.close(),
    };
  },
};

/** The file grows by what is written: no row is ever overwritten. */
async function run({ name, open }, turns, marks) {
  return inFolder(async (folder) => {
    const file = `${folder}/chat.db`;
    const chat = await open(file);
    const found = [];
    const begun = performance.now();
    for (let turn = 0; turn < turns; turn++) {
      await chat.turn(message(turn));
      if (!marks.includes(turn + 1)) continue;
      const milliseconds = performance.now() - begun;
      chat.settle();
      found.push({ turns: turn + 1, milliseconds, bytes: bytesIn(folder) });
    }
    chat.close();
    const resume = await timed(async () => {
      const again = await open(file);
      const length = await again.length();
      again.close();
      return length;
    });
    if (resume.result !== turns) throw new Error(`${name} has resumed with ${resume.result} messages of ${turns}`);
    return { name, found, resume: resume.milliseconds };
  });
}

const contentOf = (turns) => JSON.stringify(Array.from({ length: turns }, (_, turn) => message(turn))).length;

/** Bytes and time of a long chat, side by side. The peer writes the whole history at each turn, so it is asked for fewer. */
export async function chat({ most = 10_000, peers = 1_000 } = {}) {
  const marks = [100, 1_000, 10_000].filter((mark) => mark <= most);
  const runs = [
    await run(ours, most, marks),
    await run(
      langgraph,
      peers,
      marks.filter((mark) => mark <= peers),
    ),
  ];
  const rows = runs.flatMap(({ name, found, resume }) =>
    found.map(({ turns, milliseconds, bytes }, index) => [
      name,
      thousands(turns),
      mega(contentOf(turns)),
      mega(bytes),
      `${(bytes / contentOf(turns)).toFixed(1)} times`,
      `${thousands(milliseconds)} ms`,
      index === found.length - 1 ? `${thousands(resume)} ms` : "",
    ]),
  );
  return table(["", "turns", "content", "file", "file / content", "time so far", "resume"], rows);
}
