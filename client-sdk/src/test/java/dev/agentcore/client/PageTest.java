// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.client.fake.FakeAgentCore;
import dev.agentcore.client.fake.FakeRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of client-sdk's README.md are those that compile, and do what the page says. */
@Timeout(60)
final class PageTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final PythonProgram ANY = PythonProgram.of("pass");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyExampleIsOneThatCompiles() throws IOException {
        String compiled = Files.readString(Path.of("src/test/java/dev/agentcore/client/PageExamples.java"));
        List<MatchResult> examples =
                JAVA.matcher(Files.readString(Path.of("README.md"))).results().toList();
        assertThat(examples).hasSize(13);
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.group(1).lines().findFirst().orElseThrow(),
                        () -> assertThat(compiled).contains(example.group(1).indent(8))));
    }

    @Test
    void aProgramHasWhatItWasGiven() {
        assertThat(PageExamples.program().args()).containsExactly("hello");
        assertThat(PageExamples.program().memoryBytes()).hasValue(67_108_864);
        assertThat(PageExamples.image().image()).hasValue("python");
    }

    @Test
    void outcomesAreReported() {
        assertThat(outcomeOf(FakeRun.printing("42\n"))).isEqualTo("42\n");
        PythonError error = new PythonError("ValueError", "no", "Traceback ...", OptionalInt.of(1));
        assertThat(outcomeOf(FakeRun.silent().raising(error))).isEqualTo("Traceback ...");
        assertThat(outcomeOf(FakeRun.printing("some").stopped(Outcome.WALL_TIME_EXCEEDED)))
                .isEqualTo("stopped: WALL_TIME_EXCEEDED after some");
        assertThatThrownBy(() -> outcomeOf(FakeRun.silent().exiting(3))).hasMessage("COMPLETED: exit code 3");
    }

    @ParameterizedTest
    @EnumSource
    void limitsAreThoseThatAreExceeded(Outcome outcome) {
        assertThat(outcome.isLimit()).isEqualTo(outcome.name().endsWith("_EXCEEDED"));
    }

    @Test
    void aValueIsReported() {
        PythonValue value = new PythonValue("{'answer': 42}", Optional.of("{\"answer\": 42}"), Optional.empty());
        try (FakeAgentCore fake =
                        FakeAgentCore.answering(program -> FakeRun.silent().returning(value));
                AgentCoreClient client = fake.client()) {
            assertThat(PageExamples.value(client)).hasValue("{\"answer\": 42}");
        }
    }

    @Test
    void outputIsStreamedAndInTheResultToo() {
        try (FakeAgentCore fake = FakeAgentCore.answering(
                        program -> FakeRun.printing("one").thenPrinting("two").printingError("three"));
                AgentCoreClient client = fake.client()) {
            StringBuilder heard = new StringBuilder();
            PythonResult result =
                    client.run(ANY, output -> heard.append(output.text()).append('|'));
            assertThat(heard).hasToString("one|two|three|");
            assertThat(result.stdout() + "|" + result.stderr()).isEqualTo("onetwo|three");
            assertThat(PageExamples.shows(client, ANY).stdout()).isEqualTo("onetwo");
            PageExamples.streams(client, ANY);
        }
    }

    @Test
    void anExceptionOfTheOutputListenerStopsTheProgram() {
        try (FakeAgentCore fake = FakeAgentCore.answering(
                        program -> FakeRun.printing("one").hanging());
                AgentCoreClient client = fake.client()) {
            assertThatThrownBy(() -> client.run(ANY, output -> {
                        throw new IllegalStateException("enough");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("enough");
        }
    }

    @Test
    void outputIsReadToTheEndAndTheEndIsReported() {
        try (FakeAgentCore fake =
                        FakeAgentCore.answering(program -> FakeRun.printing("x").stopped(Outcome.CPU_TIME_EXCEEDED));
                AgentCoreClient client = fake.client();
                PythonExecution execution = client.execute(ANY)) {
            assertThat(execution.forEachOutput(output -> {}).outcome()).isEqualTo(Outcome.CPU_TIME_EXCEEDED);
        }
    }

    @Test
    void aFutureIsCancelled() {
        try (FakeAgentCore fake =
                        FakeAgentCore.answering(program -> FakeRun.silent().hanging());
                AgentCoreClient client = fake.client()) {
            assertThat(PageExamples.async(client, ANY)).isCompletedExceptionally();
        }
    }

    @Test
    void filesComeBack() throws IOException {
        byte[] text = "TEXT".getBytes(StandardCharsets.UTF_8);
        try (FakeAgentCore fake = FakeAgentCore.answering(
                        program -> FakeRun.silent().returningFile("/workspace/upper.txt", text));
                AgentCoreClient client = fake.client()) {
            assertThat(PageExamples.files(client, folder)).hasValue("TEXT");
            assertThat(folder.resolve("workspace/upper.txt")).hasContent("TEXT");
            OutputFiles files = client.run(ANY).files();
            assertThat(files.text("/workspace/upper.txt")).hasValue("TEXT");
            assertThat(files.text("/tmp/upper.txt")).isEmpty();
        }
    }

    @Test
    void aFailureIsCaught() {
        AgentCoreException full =
                AgentCoreException.builder(ErrorCode.UNAVAILABLE, "full").build();
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> FakeRun.refused(full));
                AgentCoreClient client = fake.client()) {
            assertThatCode(() -> PageExamples.fails(client, ANY)).doesNotThrowAnyException();
            assertThat(fake.programs()).hasSize(1);
        }
    }

    @Test
    void aClientOfSeveralServersIsBuilt() throws Exception {
        Path authorities = Files.writeString(folder.resolve("ca.pem"), anAuthority());
        PageExamples.builds(authorities, "secret");
        assertThatThrownBy(() -> AgentCoreClient.builder(List.of())).isInstanceOf(IllegalArgumentException.class);
        AgentCoreClient.builder(List.of("localhost:1", "localhost:2")).build().close();
    }

    @Test
    void aToolAnswersAModel() {
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> FakeRun.printing("42\n"));
                AgentCoreClient client = fake.client()) {
            assertThat(PageExamples.tool(client, "{\"code\": \"print(6 * 7)\"}"))
                    .startsWith("stdout:\n42\n");
            assertThat(PageExamples.tool(client, "{}")).contains("code is missing");
        }
    }

    @Test
    void aFakeAnswers() {
        PageExamples.tests();
    }

    private static String outcomeOf(FakeRun run) {
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> run);
                AgentCoreClient client = fake.client()) {
            return PageExamples.outcome(client, ANY);
        }
    }

    /** A certificate that Java itself brings. */
    private static String anAuthority() throws Exception {
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("java.home"), "lib/security/cacerts"))) {
            authorities.load(in, null);
        }
        X509Certificate first = (X509Certificate)
                authorities.getCertificate(authorities.aliases().nextElement());
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(first.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
