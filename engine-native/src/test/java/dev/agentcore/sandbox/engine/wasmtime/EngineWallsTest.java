// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What ARCHITECTURE.md says of this module. */
final class EngineWallsTest {
    private static final JavaClasses MODULE = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void theModuleKnowsTheEnginePortOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.slf4j",
                        "dev.agentcore.guest",
                        "dev.agentcore.sandbox.engine",
                        "dev.agentcore.sandbox.engine.wasmtime")
                .check(MODULE);
    }

    @Test
    void onlyTheBindingsCallNativeFunctions() {
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveSimpleName("Library")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.Linker")
                .check(MODULE);
    }

    @Test
    void onlyTheBindingsAndAMappingMakeSegmentsOfAddresses() {
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveSimpleName("Library")
                .and()
                .doNotHaveSimpleName("NativeMapping")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("reinterpret")))
                .check(MODULE);
    }
}
