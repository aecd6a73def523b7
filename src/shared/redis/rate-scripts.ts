import { script } from './connection/script.ts';

// Times are those of Redis, in milliseconds. A log that has been lost has another name; each replica then tells of the
// calls that it has made itself.
export const JOIN = script(`
local epoch = redis.call('GET', KEYS[2])
if epoch then return epoch end
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return ARGV[1]`);

export const TURN = script(`
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return {0} end
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local count = redis.call('ZCARD', KEYS[1])
local at = now
local longest = 0
for i = 5, #ARGV, 2 do
  local calls, window = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  if window > longest then longest = window end
  if count >= calls then
    local first = redis.call('ZRANGE', KEYS[1], count - calls, count - calls, 'WITHSCORES')
    if first[2] + window > at then at = first[2] + window end
  end
end
if at > now and at - now >= tonumber(ARGV[3]) then return {2, tostring(at - now)} end
redis.call('ZADD', KEYS[1], at, ARGV[4])
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - longest)
redis.call('PEXPIRE', KEYS[1], math.ceil(at - now + longest))
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return {1, tostring(at - now)}`);

export const NOTE = script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
for i = 3, #ARGV do redis.call('ZADD', KEYS[1], now - ARGV[i], ARGV[2] .. '/' .. i) end
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return 1`);

export const FORGET = script(`return redis.call('ZREM', KEYS[1], ARGV[1])`);

export const LEARN = script(`
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return redis.call('PEXPIRE', KEYS[1], ARGV[3])`);
export const LIMITS = script(`return redis.call('HGETALL', KEYS[1])`);
