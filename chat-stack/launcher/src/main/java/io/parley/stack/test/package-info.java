/** The servers that all tests of a build share, and what a test needs to use them. */
@NullMarked
package io.parley.stack.test;

import org.jspecify.annotations.NullMarked;
