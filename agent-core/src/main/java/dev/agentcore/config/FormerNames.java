// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the names that settings had in the previous version, and warns about each. Not thread-safe. */
final class FormerNames {
    private final List<String> problems;
    private final List<String> warnings = new ArrayList<>();

    /** @param problems receives the settings that are set by both names */
    FormerNames(List<String> problems) {
        this.problems = problems;
    }

    /** A copy in which former keys are replaced by current ones. */
    Map<String, GivenValue> renamed(Map<String, GivenValue> given) {
        Map<String, GivenValue> current = new LinkedHashMap<>(given);
        for (Setting<?> setting : Settings.ALL) {
            String former = setting.formerKey();
            GivenValue value = former == null ? null : current.remove(former);
            if (former == null || value == null) {
                continue;
            }
            warnings.add(value.origin() + ": " + deprecated(former, setting.key()));
            GivenValue earlier = current.putIfAbsent(setting.key(), value);
            if (earlier != null) {
                problems.add("%s: %s is the former name of %s, which is already set, in %s"
                        .formatted(value.origin(), former, setting.key(), earlier.origin()));
            }
        }
        return current;
    }

    /** Looks for former variables in an environment. */
    void check(Map<String, String> environment) {
        for (Setting<?> setting : Settings.ALL) {
            String former = setting.formerVariable();
            if (former != null && environment.containsKey(former)) {
                warnings.add("the variable " + deprecated(former, setting.variable()));
            }
        }
    }

    List<String> warnings() {
        return warnings;
    }

    private static String deprecated(String former, String current) {
        return former + " is deprecated, and the next version will not read it; use " + current;
    }
}
