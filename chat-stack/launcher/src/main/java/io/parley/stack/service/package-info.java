/** The three services as processes, and their configuration. */
@NullMarked
package io.parley.stack.service;

import org.jspecify.annotations.NullMarked;
