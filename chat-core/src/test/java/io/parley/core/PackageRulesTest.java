package io.parley.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "io.parley.core", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageRulesTest {
    private static final String[] FEATURES = {
        "..core.application..",
        "..core.chat..",
        "..core.subscription..",
        "..core.inbox..",
        "..core.marker..",
        "..core.member..",
        "..core.settings..",
        "..core.logout..",
        "..core.directory..",
        "..core.message..",
        "..core.sync..",
        "..core.timeline.."
    };

    @ArchTest
    static final ArchRule whatEveryFeatureStandsOnImportsNoFeature = noClasses()
            .that()
            .resideInAnyPackage(
                    "..core.identity..",
                    "..core.error..",
                    "..core.ops..",
                    "..core.http..",
                    "..core.database..",
                    "..core.live..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEATURES);

    @ArchTest
    static final ArchRule packagesDependInOneDirection =
            slices().matching("io.parley.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noEntityInTheSignatureOfAResource = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Path.class)
            .should(speakOfNoEntity());

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .that()
            .resideOutsideOfPackage("..core.ops..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule resourcesBlockOnVirtualThreads = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .and()
            .areNotInterfaces()
            .should()
            .beAnnotatedWith(RunOnVirtualThread.class);

    private static ArchCondition<JavaMethod> speakOfNoEntity() {
        return new ArchCondition<>("speak of no entity") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean entity = Stream.concat(
                                method.getReturnType().getAllInvolvedRawTypes().stream(),
                                method.getParameterTypes().stream()
                                        .flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                        .anyMatch(type -> type.isAnnotatedWith(Entity.class));
                if (entity) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " speaks of an entity"));
                }
            }
        };
    }
}
