// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users of the client see: nothing that is generated, and of gRPC what is written down here. */
final class PublicApiTest {
    private static final Set<String> OF_GRPC = Set.of("io.grpc.ManagedChannel", "io.grpc.ClientInterceptor");

    private static final List<JavaClass> SEEN = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.agentcore.client")
                    .stream()
                    .filter(type -> !type.getPackageName().equals("dev.agentcore.client.internal"))
                    .filter(PublicApiTest::isSeen)
                    .toList();

    @Test
    void signaturesHaveTypesOfTheJdkAndOfTheApiOnly() {
        assertThat(SEEN).hasSizeGreaterThan(20);
        assertThat(SEEN.stream()
                        .flatMap(type -> foreignTypes(type).map(foreign -> type.getSimpleName() + ": " + foreign)))
                .containsExactlyInAnyOrder(
                        "AgentCoreClient: io.grpc.ManagedChannel",
                        "Builder: io.grpc.ClientInterceptor",
                        "FakeAgentCore: io.grpc.ManagedChannel")
                .allMatch(found -> OF_GRPC.contains(found.substring(found.indexOf(' ') + 1)));
    }

    private static Stream<String> foreignTypes(JavaClass type) {
        Stream<JavaType> above = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> inMembers =
                type.getMembers().stream().filter(PublicApiTest::isSeen).flatMap(PublicApiTest::types);
        return Stream.concat(above, inMembers)
                .flatMap(each -> each.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(each -> !each.isPrimitive())
                .filter(each -> !each.getPackageName().startsWith("java."))
                .filter(each -> !SEEN.contains(each))
                .map(JavaClass::getName)
                .distinct();
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        Stream<JavaType> thrown = unit.getExceptionTypes().stream().map(each -> each);
        return Stream.of(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream(), thrown)
                .flatMap(each -> each);
    }

    private static boolean isSeen(JavaClass type) {
        return isSeen(type.getModifiers())
                && type.getEnclosingClass().map(PublicApiTest::isSeen).orElse(true);
    }

    private static boolean isSeen(JavaMember member) {
        return isSeen(member.getModifiers()) && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isSeen(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
