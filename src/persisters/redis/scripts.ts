import { createHash } from "node:crypto";

/** What the server does at one go: nobody comes between its commands. */
export interface Script {
  readonly text: string;
  /** By which the server knows it, once it has seen it. */
  readonly sha: string;
}

const script = (text: string): Script => ({ text, sha: createHash("sha1").update(text).digest("hex") });

/**
 * Stores a step, if the one before is the last. Arguments: that one, or nothing; the number; the id of the call; the record, the
 * delta, and the snapshot, if there is one. Gives back whether it was stored.
 *
 * Commands before one that fails are not undone: the first three would fail for a key of another kind, and write nothing. A
 * client that has lost its connection may send a call a second time by itself: then the step is there already, with the id of the
 * call.
 */
export const save = script(`
local last = redis.call("zrange", KEYS[2], -1, -1)[1] or ""
local call = redis.call("hget", KEYS[1], "call")
redis.call("zcard", KEYS[3])
if last ~= ARGV[1] then
  if last == ARGV[2] and call == ARGV[3] then return 1 end
  return 0
end
redis.call("hset", KEYS[1], ARGV[2], ARGV[4], ARGV[2] .. ":delta", ARGV[5], "call", ARGV[3])
if ARGV[6] then
  redis.call("hset", KEYS[1], ARGV[2] .. ":snapshot", ARGV[6])
  redis.call("zadd", KEYS[3], ARGV[2], ARGV[2])
end
redis.call("zadd", KEYS[2], ARGV[2], ARGV[2])
return 1
`);

/**
 * The steps from the last snapshot at or before a number, or of all; none if there is no step of that number. Gives back the
 * number, the record, the delta and the snapshot of each, one behind the other.
 */
export const load = script(`
local last = ARGV[1] or redis.call("zrange", KEYS[2], -1, -1)[1]
if not last or not redis.call("zscore", KEYS[2], last) then return {} end
local first = redis.call("zrevrangebyscore", KEYS[3], last, "-inf", "limit", 0, 1)[1] or "-inf"
local found = {}
for _, id in ipairs(redis.call("zrangebyscore", KEYS[2], first, last)) do
  found[#found + 1] = id
  for _, value in ipairs(redis.call("hmget", KEYS[1], id, id .. ":delta", id .. ":snapshot")) do
    found[#found + 1] = value
  end
end
return found
`);
