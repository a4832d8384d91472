-- Takes a chat's recent messages over into the key of the rev at which some of them changed, with their state of then. Where the
-- key of before is gone, so is this one; where the new one is filled already, it is as new as this or newer.
-- KEYS[1]  sorted set as it was before, score = seq, member = rev '|' JSON of the message (io.parley.contract.event.Message)
-- KEYS[2]  the key of the change's rev
-- ARGV[1…] pairs: seq of a message that changed, member
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
if redis.call('EXISTS', KEYS[2]) == 1 then
  return redis.call('DEL', KEYS[1])
end
redis.call('RENAME', KEYS[1], KEYS[2])
for i = 1, #ARGV, 2 do
  if redis.call('ZREMRANGEBYSCORE', KEYS[2], ARGV[i], ARGV[i]) > 0 then
    redis.call('ZADD', KEYS[2], ARGV[i], ARGV[i + 1])
  end
end
return 1
