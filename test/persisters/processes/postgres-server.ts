import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { newFolder, type Server, serverOf } from "./servers.js";

const versions = "/usr/lib/postgresql";

/** Where the programs of the newest version are; null if there are none. */
export function findPostgresPrograms(): string | null {
  const found = existsSync(versions) ? readdirSync(versions) : [];
  const newest = found.sort((one, other) => Number(other) - Number(one))[0];
  const folder = path.join(versions, newest ?? "", "bin");
  return newest !== undefined && existsSync(path.join(folder, "initdb")) ? folder : null;
}

/** A server does not run as root. */
function owner(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ["-u", "-g"].map((flag) =>
    Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout),
  );
  return { uid: uid ?? Number.NaN, gid: gid ?? Number.NaN };
}

export interface PostgresServer extends Server {
  readonly config: pg.PoolConfig;
}

export function newPostgresServer(programs: string): PostgresServer {
  const folder = newFolder();
  const user = owner();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = path.join(folder, "data");
  const options = { ...user, cwd: folder };
  const making = ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"];
  execFileSync(path.join(programs, "initdb"), making, { ...options, stdio: "pipe" });
  const config: pg.PoolConfig = { host: folder, user: "postgres", database: "postgres" };
  const server = serverOf({
    folder,
    spawn: () =>
      spawn(path.join(programs, "postgres"), ["-D", data, "-k", folder, "-c", "listen_addresses="], {
        ...options,
        stdio: "ignore",
      }),
    async ask() {
      const client = new pg.Client(config);
      client.on("error", () => {});
      await client.connect();
      await client.end();
    },
  });
  return { ...server, config };
}
