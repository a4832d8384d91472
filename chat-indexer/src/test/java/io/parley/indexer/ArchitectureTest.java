package io.parley.indexer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.parley.indexer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule features_have_no_cycles =
            slices().matching("io.parley.indexer.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule errors_and_operation_import_no_feature = noClasses()
            .that()
            .resideInAnyPackage("io.parley.indexer.error..", "io.parley.indexer.ops..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.parley.indexer.event..",
                    "io.parley.indexer.index..",
                    "io.parley.indexer.member..",
                    "io.parley.indexer.search..");

    @ArchTest
    static final ArchRule searching_writes_nothing = noClasses()
            .that()
            .resideInAPackage("io.parley.indexer.search..")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameStartingWith("Bulk")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("io.parley.indexer.event..");

    @ArchTest
    static final ArchRule no_database_and_no_other_service = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "io.parley.core..", "io.parley.realtime..");

    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
