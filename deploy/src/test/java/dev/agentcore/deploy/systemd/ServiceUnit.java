// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.systemd;

import dev.agentcore.deploy.Checkout;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The unit's settings, by their names. */
record ServiceUnit(List<String> lines) {
    static ServiceUnit read() throws IOException {
        return read("agent-core.service");
    }

    static ServiceUnit read(String file) throws IOException {
        return new ServiceUnit(Checkout.text("deploy/systemd/" + file).lines().toList());
    }

    /** What it adds to the environment: names and values, with = between them. */
    List<String> variables() {
        return values("Environment").stream()
                .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                .toList();
    }

    /** All values of a setting, in their order. */
    List<String> values(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    /** The value of a setting that is there once. */
    String value(String name) {
        List<String> values = values(name);
        if (values.size() != 1) {
            throw new AssertionError(name + " is there " + values.size() + " times");
        }
        return values.getFirst();
    }

    /** The command that starts the server, without more options for the JVM, from another folder than /. */
    List<String> command(String folder) {
        String command = value("ExecStart")
                .replace("$JVM_OPTIONS ", "")
                .replace("%%", "%")
                .replace("/opt/", folder + "/opt/")
                .replace("/etc/", folder + "/etc/");
        return Arrays.asList(command.split(" ", -1));
    }
}
