// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves several names into one list of addresses, each with the name that its server's certificate must have. A name that
 * cannot be resolved is skipped as long as another one can be.
 */
final class TargetListResolver extends NameResolver {
    private final List<NameResolver> resolvers;
    private final List<@Nullable StatusOr<List<EquivalentAddressGroup>>> answers;
    private @Nullable Listener2 listener;

    TargetListResolver(List<NameResolver> resolvers) {
        this.resolvers = List.copyOf(resolvers);
        answers = new ArrayList<>(Collections.nCopies(resolvers.size(), null));
    }

    @Override
    public String getServiceAuthority() {
        return resolvers.get(0).getServiceAuthority();
    }

    @Override
    public void start(Listener2 told) {
        listener = told;
        for (int index = 0; index < resolvers.size(); index++) {
            int number = index;
            String authority = resolvers.get(index).getServiceAuthority();
            resolvers.get(index).start(new Listener2() {
                @Override
                public void onResult(ResolutionResult result) {
                    answer(number, authority, result.getAddressesOrError());
                }

                @Override
                public Status onResult2(ResolutionResult result) {
                    return answer(number, authority, result.getAddressesOrError());
                }

                @Override
                public void onError(Status failure) {
                    Status unused = answer(number, authority, StatusOr.fromStatus(failure));
                }
            });
        }
    }

    @Override
    public void refresh() {
        resolvers.forEach(NameResolver::refresh);
    }

    @Override
    public void shutdown() {
        resolvers.forEach(NameResolver::shutdown);
    }

    /** Called in the channel's synchronization context, as every method of a resolver. */
    private Status answer(int number, String authority, StatusOr<List<EquivalentAddressGroup>> answer) {
        answers.set(number, answer.hasValue() ? StatusOr.fromValue(named(answer.getValue(), authority)) : answer);
        List<EquivalentAddressGroup> all = new ArrayList<>();
        Status failure = null;
        for (StatusOr<List<EquivalentAddressGroup>> one : answers) {
            if (one == null) {
                // The other names may be slow: start with the known addresses.
                continue;
            }
            if (one.hasValue()) {
                all.addAll(one.getValue());
            } else {
                failure = one.getStatus();
            }
        }
        boolean failed = all.isEmpty() && failure != null;
        if (listener == null || (failed && answers.contains(null))) {
            return Status.OK;
        }
        return listener.onResult2(ResolutionResult.newBuilder()
                .setAddressesOrError(failed ? StatusOr.fromStatus(failure) : StatusOr.fromValue(all))
                .build());
    }

    private static List<EquivalentAddressGroup> named(List<EquivalentAddressGroup> groups, String authority) {
        Attributes name = Attributes.newBuilder()
                .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, authority)
                .build();
        return groups.stream()
                .map(group -> new EquivalentAddressGroup(
                        group.getAddresses(),
                        group.getAttributes().toBuilder().setAll(name).build()))
                .toList();
    }

    /** The comma-separated names in a target's path. */
    static List<String> names(String path) {
        return Arrays.asList(path.substring(1).split(",", -1));
    }
}
