-- Adds messages to a chat's recent ones. A message replaces an older state of itself, never a newer one.
-- KEYS[1]  sorted set, score = seq, member = rev '|' JSON of the message (io.parley.contract.event.Message)
-- ARGV[1]  how many to keep
-- ARGV[2]  milliseconds to live from now
-- ARGV[3…] triples: seq, rev, member
for i = 3, #ARGV, 3 do
  local seq, rev, member = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
  local known = redis.call('ZRANGEBYSCORE', KEYS[1], seq, seq)
  local newer = false
  for _, other in ipairs(known) do
    if tonumber(string.match(other, '^(%d+)|')) >= rev then
      newer = true
    end
  end
  if not newer then
    if #known > 0 then
      redis.call('ZREMRANGEBYSCORE', KEYS[1], seq, seq)
    end
    redis.call('ZADD', KEYS[1], seq, member)
  end
end
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[1]))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])
