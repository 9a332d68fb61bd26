package dev.agentcore.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExampleIsTheOneThatCompiles() throws IOException {
        String compiled = Files.readString(Path.of("src/test/java/dev/agentcore/client/ReadmeExample.java"));
        Matcher example = JAVA.matcher(Files.readString(Path.of("../README.md")));

        assertThat(example.find()).isTrue();
        assertThat(compiled).contains(example.group(1).indent(8));
    }
}
