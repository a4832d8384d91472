/** The real servers, each an object that starts, stops and kills a process. */
@NullMarked
package io.parley.stack.server;

import org.jspecify.annotations.NullMarked;
