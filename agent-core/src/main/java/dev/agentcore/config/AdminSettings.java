package dev.agentcore.config;

import java.util.Set;

/**
 * What operators can do over the wire.
 *
 * @param operators the names of those who may call the admin service; {@value #ANYBODY} among them is whoever can call at
 *     all; without any there is no such service
 * @param channelz whether operators can look into gRPC's connections ({@code grpc.channelz.v1})
 * @param reflection whether callers can ask for the definition of the wire ({@code grpc.reflection.v1})
 */
public record AdminSettings(Set<String> operators, boolean channelz, boolean reflection) {
    /** The name that is everybody's. */
    public static final String ANYBODY = "*";

    /**
     * Checks that what belongs together is there.
     *
     * @throws IllegalArgumentException if not
     */
    public AdminSettings {
        operators = Set.copyOf(operators);
        if (channelz && operators.isEmpty()) {
            throw new IllegalArgumentException("channelz is for operators, and there are none");
        }
    }

    /** No operators, and reflection. */
    public static AdminSettings standard() {
        return new AdminSettings(Set.of(), false, true);
    }

    /** The same with other operators. */
    public AdminSettings withOperators(Set<String> others) {
        return new AdminSettings(others, channelz, reflection);
    }

    /** The same with channelz or without. */
    public AdminSettings withChannelz(boolean wanted) {
        return new AdminSettings(operators, wanted, reflection);
    }
}
