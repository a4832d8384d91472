/** The JSON bodies of the REST API, version 1. */
@NullMarked
package io.parley.contract.rest;

import org.jspecify.annotations.NullMarked;
