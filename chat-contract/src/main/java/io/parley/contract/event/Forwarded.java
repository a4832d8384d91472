package io.parley.contract.event;

import java.time.Instant;

/**
 * Where a message comes from that was forwarded: as it stood there when it was copied.
 *
 * @param chat the chat that it was forwarded from; who reads this need not be in it
 * @param seq its number there
 * @param sender who sent it there
 * @param sentAt when it was stored there
 */
public record Forwarded(String chat, long seq, String sender, Instant sentAt) {}
