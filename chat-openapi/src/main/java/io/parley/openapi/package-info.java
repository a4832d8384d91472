/** Completes the OpenAPI documents that are scanned of the resources, by rules that hold for all operations. */
@NullMarked
package io.parley.openapi;

import org.jspecify.annotations.NullMarked;
