package io.parley.core.openapi;

import io.parley.openapi.CompleteDocument;
import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class OpenApiTest extends CompleteDocument {}
