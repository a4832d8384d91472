/** One connected device: hello, replay, live, and its bounded way out. */
@NullMarked
package io.parley.realtime.session;

import org.jspecify.annotations.NullMarked;
