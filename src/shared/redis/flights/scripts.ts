import { script } from '../connection/script.ts';

// A call under way is a name under which stands who makes it, and then the replicas that wait for it.
const LAND_ONE = `
local function land(flight, token)
  local known = redis.call('GET', flight)
  if not known or string.sub(known, 1, #token + 1) ~= token .. ' ' then return '' end
  redis.call('DEL', flight)
  return string.sub(known, #token + 2)
end
local waiting = {}`;

/** Ends calls. Tells who waits for each of them. */
export const LAND = script(`${LAND_ONE}
for at, flight in ipairs(KEYS) do waiting[at] = land(flight, ARGV[at]) end
return waiting`);

/**
 * Which generation it is, and who makes the call: whoever asks first does, and others leave word where to tell them. On
 * the way it ends calls, as `LAND` does.
 */
export const BOARD = script(`${LAND_ONE}
for at = 3, #KEYS do waiting[at - 2] = land(KEYS[at], ARGV[at + 1]) end
local generation = redis.call('GET', KEYS[1]) or ''
local flight = KEYS[2] .. ':' .. generation
local known = redis.call('GET', flight)
if not known then
  redis.call('SET', flight, ARGV[1] .. ' ', 'PX', ARGV[3])
  return {generation, ARGV[1], waiting}
end
if not string.find(known, ARGV[2], 1, true) then redis.call('APPEND', flight, ARGV[2] .. ' ') end
return {generation, string.match(known, '^%S+'), waiting}`);

/** What was asked without an answer may have been taken in all the same: nobody is to wait for it. */
export const UNBOARD = script(`${LAND_ONE}
for at, token in ipairs(ARGV) do
  land(KEYS[2 * at] .. ':' .. (redis.call('GET', KEYS[2 * at - 1]) or ''), token)
end
return waiting`);
