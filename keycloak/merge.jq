# Merges a part (second input) into the realm (first input): users, clients and realm roles are appended; a client with
# the same clientId takes the place of the realm's, and so does a password policy. Several parts may follow.
def part($part):
    ($part.clients // []) as $clients
    | ($clients | map(.clientId)) as $replaced
    | .clients = [.clients[] | select(.clientId as $id | $replaced | index($id) | not)] + $clients
    | .users += ($part.users // [])
    | .roles.realm += ($part.roles.realm // [])
    | .passwordPolicy = ($part.passwordPolicy // .passwordPolicy);
reduce .[1:][] as $part (.[0]; part($part))
