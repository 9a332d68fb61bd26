// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The chart in {@code deploy/helm}, by Helm itself. */
final class HelmChart {
    static final String RELEASE = "agent-core";
    static final String NAMESPACE = "agents";

    /** The oldest that the chart allows. */
    private static final String KUBERNETES = "v1.30.0";

    private static final Path FOLDER = Path.of("helm", "agent-core").toAbsolutePath();

    private HelmChart() {}

    /** What {@code helm template} prints for such values, in YAML. */
    static String template(String values) throws IOException {
        Path file = Files.createTempFile("values", ".yaml");
        try {
            Files.writeString(file, values);
            TemplateCommand command = new Helm(FOLDER)
                    .template()
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(KUBERNETES);
            // Helm refuses an empty file.
            return (values.isBlank() ? command : command.withValuesFile(file)).call();
        } finally {
            Files.delete(file);
        }
    }

    /** The same, read. */
    static Manifests render(String values) throws IOException {
        return Manifests.parse(template(values));
    }

    /** What {@code helm lint --strict} has to say. */
    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    /** What {@code helm install} would print for such values. */
    static String notes(String values) throws IOException {
        Path file = Files.createTempFile("values", ".yaml");
        try {
            return new Helm(FOLDER)
                    .install()
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(KUBERNETES)
                    .clientOnly()
                    .withDryRunOption(DryRun.CLIENT)
                    .withValuesFile(Files.writeString(file, values))
                    .call()
                    .getOutput();
        } finally {
            Files.delete(file);
        }
    }
}
