// Each runs as a whole, on one key, so it is atomic and fits a cluster. Times are those of the server: clocks of the callers
// do not matter. Sent as text every time: the server knows a script by its hash anyway, and nothing is lost with a restart.
//
// A meeting is a hash: `record` and its `incarnation`, `by` (the call that stored it); and while it is claimed or a draft was
// left: `claim`, `until`, `draft`.
//
// Some clients (ioredis) send a command again when the connection broke before its answer came. So the repetition of a claim
// or a completion, known by its token, is answered as the first one was.

/** ARGV: incarnation to be replaced, id of the claim, draft, lease, least time to keep the whole. */
export const CLAIM = `
local key = KEYS[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local entry = redis.call('HMGET', key, 'incarnation', 'claim', 'until', 'draft')
local incarnation, claim, lapses, draft = entry[1] or '0', entry[2], tonumber(entry[3] or '0'), entry[4]
if incarnation ~= ARGV[1] then return {'changed'} end
if claim and claim ~= ARGV[2] and lapses > now then return {'held', lapses - now} end
local inherited = draft and (claim ~= ARGV[2] or draft ~= ARGV[3])
redis.call('HSET', key, 'claim', ARGV[2], 'until', string.format('%.0f', now + ARGV[4]), 'draft', draft or ARGV[3])
if redis.call('PTTL', key) < tonumber(ARGV[5]) then redis.call('PEXPIRE', key, ARGV[5]) end
return {'claimed', draft or ARGV[3], inherited and 1 or 0}`

/** ARGV: id of the claim, token of this call, record, its incarnation, time to keep it. */
export const COMPLETE = `
local key = KEYS[1]
local entry = redis.call('HMGET', key, 'claim', 'by')
if entry[2] == ARGV[2] then return 1 end
if entry[1] ~= ARGV[1] then return 0 end
redis.call('HSET', key, 'record', ARGV[3], 'incarnation', ARGV[4], 'by', ARGV[2])
redis.call('HDEL', key, 'claim', 'until', 'draft')
redis.call('PEXPIRE', key, ARGV[5])
return 1`

/** ARGV: id of the claim, 1 where the draft stays. A hash without fields is gone by itself. */
export const RELEASE = `
if redis.call('HGET', KEYS[1], 'claim') ~= ARGV[1] then return 0 end
redis.call('HDEL', KEYS[1], 'claim', 'until')
if ARGV[2] ~= '1' then redis.call('HDEL', KEYS[1], 'draft') end
return 1`

/** ARGV: incarnation that is over. Whoever has a claim has a draft. */
export const FORGET = `
if redis.call('HGET', KEYS[1], 'incarnation') ~= ARGV[1] then return 0 end
if redis.call('HEXISTS', KEYS[1], 'draft') == 1 then return 0 end
return redis.call('DEL', KEYS[1])`

/** ARGV: token of this call, time. */
export const LEASE = `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return redis.call('GET', KEYS[1]) == ARGV[1] and 1 or 0`

/** ARGV: 1 where a value is expected, that value, the new one, time to keep it. */
export const SWAP = `
local value = redis.call('GET', KEYS[1])
if ARGV[1] == '1' then
  if value ~= ARGV[2] then return 0 end
elseif value then
  return 0
end
redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
return 1`
