package io.parley.indexer.search;

import io.parley.indexer.support.GatedStack;
import io.parley.openapi.CompleteDocument;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(GatedStack.class)
class OpenApiTest extends CompleteDocument {}
