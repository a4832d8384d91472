package io.parley.indexer.ops;

import io.parley.openapi.ApiDocument;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Says of every operation what no resource then needs to repeat. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class SearchDocument implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        new ApiDocument().complete(api);
    }
}
