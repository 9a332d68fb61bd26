// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may know which: the table in the design, as rules. */
final class ArchitectureTest {
    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("dev.agentcore");

    private static final String[] JDK = {"java..", "jdk..", "org.jspecify.."};

    @Test
    void executionKnowsOnlyTheJdk() {
        onlyKnows("dev.agentcore.execution");
    }

    @Test
    void configKnowsOnlyValuesOfExecution() {
        onlyKnows("dev.agentcore.config", "dev.agentcore.execution..", "org.snakeyaml.engine..");
    }

    @Test
    void sandboxKnowsExecutionAndTheGuestsEngine() {
        onlyKnows(
                "dev.agentcore.sandbox",
                "dev.agentcore.execution..",
                "dev.agentcore.guest..",
                "com.dylibso.chicory..",
                "com.google.common.jimfs..",
                "org.slf4j..");
    }

    @Test
    void theSandboxsPackagesKnowEachOtherInOneDirection() {
        sandboxKnows("engine");
        sandboxKnows("fs", "engine");
        sandboxKnows("wasi", "engine", "fs");
        sandboxKnows("guest", "engine", "fs", "wasi");
        // The package itself is above those; the custom interpreters are above it.
        noClasses()
                .that()
                .resideInAPackage("dev.agentcore.sandbox")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.agentcore.sandbox.command..")
                .check(SERVER);
    }

    private static void sandboxKnows(String part, String... below) {
        String[] known = Stream.concat(Stream.of(part), Stream.of(below))
                .map(name -> "dev.agentcore.sandbox." + name + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("dev.agentcore.sandbox." + part + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("dev.agentcore.sandbox..").or(resideInAnyPackage(known)))
                .check(SERVER);
    }

    @Test
    void grpcKnowsExecutionAndTheWire() {
        onlyKnows(
                "dev.agentcore.grpc",
                "dev.agentcore.execution..",
                "dev.agentcore.replay..",
                "dev.agentcore.v1..",
                "io.grpc..",
                "com.google.protobuf..",
                "com.google.rpc..",
                "javax.naming..",
                "javax.net.ssl..",
                "javax.security.auth.x500..",
                "org.slf4j..");
    }

    @Test
    void replayKnowsExecutionAndItsSettings() {
        onlyKnows("dev.agentcore.replay", "dev.agentcore.execution..", "dev.agentcore.config..");
    }

    @Test
    void telemetryKnowsExecutionAndOpenTelemetry() {
        onlyKnows("dev.agentcore.telemetry", "dev.agentcore.execution..", "io.opentelemetry..", "org.slf4j..");
    }

    @Test
    void theSdkOfTelemetryIsKnownToOneClass() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.agentcore.telemetry.TelemetrySdk")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.opentelemetry.sdk..", "io.opentelemetry.exporter..", "io.opentelemetry.instrumentation..")
                .check(SERVER);
    }

    @Test
    void openTelemetryDoesNotLeaveWhatMeasures() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.agentcore.telemetry..", "dev.agentcore.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.opentelemetry..")
                .check(SERVER);
    }

    @Test
    void chicoryIsKnownToItsAdaptersOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.agentcore.sandbox.engine.chicory..", "dev.agentcore.sandbox.command.chicory..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.dylibso.chicory..")
                .check(SERVER);
    }

    /** Whatever runs the guest's code can be exchanged: only what composes a runtime names an engine. */
    @Test
    void theEnginesAdapterIsKnownToWhoComposesARuntime() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.agentcore.sandbox.engine",
                        "dev.agentcore.sandbox.fs..",
                        "dev.agentcore.sandbox.wasi..",
                        "dev.agentcore.sandbox.guest..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.agentcore.sandbox.engine.chicory..")
                .check(SERVER);
    }

    @Test
    void theGuestIsKnownToWhoRunsItAndWhoComposesTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.agentcore.sandbox..", "dev.agentcore.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.agentcore.guest..")
                .check(SERVER);
    }

    @Test
    void generatedTypesAndGrpcDoNotLeaveTheWire() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.agentcore.grpc..", "dev.agentcore.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.agentcore.v1..", "io.grpc..", "com.google.protobuf..", "com.google.rpc..")
                .check(SERVER);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.agentcore.(*)..").should().beFreeOfCycles().check(SERVER);
    }

    @Test
    void classesAreNamedAfterWhatTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Manager|Helper|Common)(\\$.*)?")
                .check(SERVER);
    }

    private static void onlyKnows(String name, String... known) {
        classes()
                .that()
                .resideInAPackage(name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(concat(name + "..", known))
                .allowEmptyShould(true)
                .check(SERVER);
    }

    private static String[] concat(String name, String... known) {
        var all = new String[JDK.length + 1 + known.length];
        System.arraycopy(JDK, 0, all, 0, JDK.length);
        all[JDK.length] = name;
        System.arraycopy(known, 0, all, JDK.length + 1, known.length);
        return all;
    }
}
