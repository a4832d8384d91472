/**
 * Messages: from commands in batches to rows, and from rows (or the cache) to history.
 *
 * <pre>
 *   chat.ingest ─► IngestConsumer ─┐                       ┌─► events to chat.events
 *                                  ├─► CommandQueue ─► BatchWriter (one transaction) ─► outcomes ─► settle
 *   POST …/messages ───────────────┘   one per writer      └─► RecentMessages (Redis)
 * </pre>
 *
 * <p>A chat always goes through the same queue of a process, so a sender's messages keep their order. Between processes the
 * chat's row lock decides.
 */
@NullMarked
package io.parley.core.message;

import org.jspecify.annotations.NullMarked;
