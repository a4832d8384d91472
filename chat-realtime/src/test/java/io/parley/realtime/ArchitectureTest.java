package io.parley.realtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.parley.realtime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theGatewayOpensNoDatabaseConnection = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "jakarta.persistence..", "org.hibernate..", "org.postgresql..");

    @ArchTest
    static final ArchRule theGatewayKnowsNoOtherService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.parley.core..", "io.parley.indexer..", "io.parley.client..", "io.parley.stack..");

    @ArchTest
    static final ArchRule packagesDoNotDependOnEachOtherInCircles =
            slices().matching("io.parley.realtime.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatIsWatchedKnowsNothingOfSocketsBrokerOrHttp = noClasses()
            .that()
            .resideInAnyPackage("io.parley.realtime.watch", "io.parley.realtime.send")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "io.quarkus.websockets..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule nothingSaysWhatItThinksOnTheConsole =
            com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
