// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import dev.agentcore.execution.PythonImage;
import dev.agentcore.face.grpc.call.Durations;
import dev.agentcore.service.Capabilities;
import dev.agentcore.v1.GetCapabilitiesResponse;
import dev.agentcore.v1.GuestImage;
import java.util.Comparator;
import java.util.List;

/** From the service's capabilities to the wire's. Stateless. */
final class CapabilitiesMapping {
    private CapabilitiesMapping() {}

    static GetCapabilitiesResponse toProto(Capabilities capabilities) {
        return GetCapabilitiesResponse.newBuilder()
                .setServerVersion(capabilities.serverVersion())
                .setInterpreter(
                        EventMapping.toProto(capabilities.images().getFirst().interpreter()))
                .addAllImages(images(capabilities))
                .setDefaultLimits(EventMapping.toProto(capabilities.limits().defaults()))
                .setMaximumLimits(EventMapping.toProto(capabilities.limits().maximum()))
                .setMinimumMemoryBytes(capabilities.limits().minimumMemoryBytes())
                .setSlotCount(capabilities.slots())
                .setQueueCapacity(capabilities.queueCapacity())
                .addAllResultFormats(EventMapping.toProto(capabilities.resultFormats()))
                .addAllMountPaths(capabilities.mountPaths())
                .setReplayTime(Durations.toProto(capabilities.retentionTime()))
                .build();
    }

    private static List<GuestImage> images(Capabilities capabilities) {
        String defaultName = capabilities.images().getFirst().name();
        return capabilities.images().stream()
                .sorted(Comparator.comparing(PythonImage::name))
                .map(image -> toProto(image, image.name().equals(defaultName)))
                .toList();
    }

    private static GuestImage toProto(PythonImage image, boolean isDefault) {
        var message = GuestImage.newBuilder()
                .setName(image.name())
                .setInterpreter(EventMapping.toProto(image.interpreter()))
                .setIsDefault(isDefault);
        image.packages()
                .forEach(each ->
                        message.addPackagesBuilder().setName(each.name()).setVersion(each.version()));
        return message.build();
    }
}
