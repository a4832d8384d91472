package io.parley.contract.golden;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.parley.contract.broker.Addresses;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.error.CloseCode;
import io.parley.contract.permission.Action;
import io.parley.contract.permission.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The classes of the contract that become JSON: whoever adds one must give it a sample and register it for native images. */
final class WireTypes {
    /** Never JSON: names of addresses, a pair in memory, numbers of close frames, and who may do what. */
    private static final Set<Class<?>> NOT_JSON =
            Set.of(Addresses.class, EventBundle.Entry.class, CloseCode.class, Action.class, Standing.class);

    private WireTypes() {}

    /** Records, enums and sealed interfaces, by name. */
    static List<? extends Class<?>> all() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.parley.contract")
                        .stream()
                        .map(JavaClass::reflect)
                        .filter(type -> type.isRecord() || type.isEnum() || type.isSealed())
                        .filter(type -> !NOT_JSON.contains(type))
                        .sorted(Comparator.comparing(Class::getName))
                        .toList();
    }

    static List<? extends Class<?>> records() {
        return all().stream().filter(Class::isRecord).toList();
    }
}
