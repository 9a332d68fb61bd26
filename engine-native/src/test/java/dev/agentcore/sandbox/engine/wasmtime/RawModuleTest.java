// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.config.InterpreterSettings;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.sandbox.engine.EngineUnavailableException;
import dev.agentcore.server.AgentCoreServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No module is loaded but those of the build: no request names one, and who could replace the files could not have it compiled. */
final class RawModuleTest {
    /** {@code (module)}. */
    private static final byte[] EMPTY_MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};

    private static AgentCoreServer server;
    private static AgentCoreClient client;

    @BeforeAll
    static void start() throws IOException {
        BuiltEngine.assume();
        server = AgentCoreServer.start(ServerSettings.defaults()
                .withPort(0)
                .withLifecycle(LifecycleSettings.immediate())
                .withInterpreter(InterpreterSettings.builtIn().withEngine(InterpreterSettings.Engine.NATIVE)));
        client = AgentCoreClient.connect("127.0.0.1:" + server.port());
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base.cwasm",
                "x86_64/base",
                "native/x86_64/base.cwasm",
                "../base",
                "./base",
                "/workspace/base.cwasm",
                "base ",
                "BASE",
                "1 pages"
            })
    void aRequestNamesNoOtherModule(String image) {
        PythonProgram program = PythonProgram.builder("print('loaded')")
                .image(image)
                .file("base.cwasm", EMPTY_MODULE)
                .build();
        assertThatExceptionOfType(AgentCoreException.class)
                .isThrownBy(() -> client.run(program))
                .matches(refused -> refused.code() == ErrorCode.INVALID_ARGUMENT)
                .withMessageContaining("this server has base");
    }

    @Test
    void aModuleThatAProgramHasIsAFileToIt() {
        PythonResult result = client.run(
                PythonProgram.builder("""
                        import importlib.util
                        print(open("module.so", "rb").read())
                        try:
                            import module
                        except ImportError as error:
                            print(error)
                        try:
                            spec = importlib.util.spec_from_file_location("module", "/workspace/module.so")
                            importlib.util.module_from_spec(spec)
                        except ImportError as error:
                            print(error)
                        try:
                            import ctypes
                        except ImportError as error:
                            print(error.name)
                        """).file("module.so", EMPTY_MODULE).build());
        assertThat(result.stdout()).isEqualTo("""
                b'\\x00asm\\x01\\x00\\x00\\x00'
                dlopen not implemented
                dlopen not implemented
                ctypes
                """);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    }

    static Stream<Arguments> others() throws IOException {
        String other = NativeEngine.architecture().equals("x86_64") ? "aarch64" : "x86_64";
        return Stream.of(
                Arguments.of("a module", EMPTY_MODULE),
                Arguments.of("a module as text", "(module)".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("nothing", new byte[0]),
                Arguments.of("the library", ofBuild(NativeEngine.architecture() + "/libagent_core_engine.so")),
                Arguments.of("machine code of another machine", ofBuild(other + "/base.cwasm")));
    }

    /** The library has no compiler: that hashes are compared is not all that is between a module and its execution. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void theLibraryCompilesNothing(String what, byte[] content) {
        assertThatExceptionOfType(EngineUnavailableException.class)
                .as(what)
                .isThrownBy(() -> new NativeEngine().load(replaced(content), "base", 1))
                .withMessageStartingWith("the native engine does not start: ");
    }

    private static byte[] ofBuild(String name) throws IOException {
        BuiltEngine.assume();
        try (InputStream file = NativeParts.class.getResourceAsStream("native/" + name)) {
            return BuiltEngine.require(file).readAllBytes();
        }
    }

    /** The build's files, but with another compiled module, whose hash is in the list. */
    private static NativeParts replaced(byte[] content) {
        String module = NativeEngine.architecture() + "/base.cwasm";
        return new NativeParts(name -> {
            byte[] bytes = name.equals(module) ? content : ofBuild(name);
            if (name.equals("parts.properties")) {
                var hashes = new Properties();
                hashes.load(new ByteArrayInputStream(bytes));
                hashes.setProperty(module, hash(content));
                var listed = new StringBuilder();
                hashes.forEach((file, hash) ->
                        listed.append(file).append('=').append(hash).append('\n'));
                bytes = listed.toString().getBytes(StandardCharsets.US_ASCII);
            }
            return new ByteArrayInputStream(bytes);
        });
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
