package io.parley.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.parley.contract", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_CONTRACT_NEEDS_ONLY_JAVA_AND_JACKSON = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "com.fasterxml.jackson..", "org.jspecify..", "io.parley.contract..")
            .because("clients use the contract without Quarkus and without Jakarta EE");

    @ArchTest
    static final ArchRule ITS_PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.parley.contract.(*)..").should().beFreeOfCycles();
}
