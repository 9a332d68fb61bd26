// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.Bytes;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.ValueType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class WasiHostTest {
    /** Names and parameters as in WASI's witx: i for 32 bits, I for 64. */
    private static final String SPECIFICATION = """
            args_get ii
            args_sizes_get ii
            clock_res_get ii
            clock_time_get iIi
            environ_get ii
            environ_sizes_get ii
            fd_advise iIIi
            fd_allocate iII
            fd_close i
            fd_datasync i
            fd_fdstat_get ii
            fd_fdstat_set_flags ii
            fd_fdstat_set_rights iII
            fd_filestat_get ii
            fd_filestat_set_size iI
            fd_filestat_set_times iIIi
            fd_pread iiiIi
            fd_prestat_dir_name iii
            fd_prestat_get ii
            fd_pwrite iiiIi
            fd_read iiii
            fd_readdir iiiIi
            fd_renumber ii
            fd_seek iIii
            fd_sync i
            fd_tell ii
            fd_write iiii
            path_create_directory iii
            path_filestat_get iiiii
            path_filestat_set_times iiiiIIi
            path_link iiiiiii
            path_open iiiiiIIii
            path_readlink iiiiii
            path_remove_directory iii
            path_rename iiiiii
            path_symlink iiiii
            path_unlink_file iii
            poll_oneoff iiii
            proc_exit i
            proc_raise i
            random_get ii
            sched_yield
            sock_accept iii
            sock_recv iiiiii
            sock_send iiiii
            sock_shutdown ii
            """;

    @Test
    void hasEveryFunctionOfPreview1WithItsType() {
        List<HostFunction> functions =
                new WasiHost(RawGuest.environment(Bytes.empty(), (stream, data) -> {})).hostFunctions();
        Map<String, String> actual =
                functions.stream().collect(Collectors.toMap(HostFunction::name, function -> parameters(function)));
        Map<String, String> expected = SPECIFICATION
                .lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts.length > 1 ? parts[1] : ""));
        assertThat(new TreeMap<>(actual)).isEqualTo(new TreeMap<>(expected)).hasSize(46);
        assertThat(functions).allSatisfy(function -> {
            assertThat(function.module()).isEqualTo("wasi_snapshot_preview1");
            assertThat(function.returnsInt()).isEqualTo(!function.name().equals("proc_exit"));
        });
    }

    @Test
    void anInterruptedThreadGetsNoFurtherThanItsNextCall() {
        var guest = new RawGuest();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> guest.errno("sched_yield")).isInstanceOf(GuestInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(guest.errno("sched_yield")).isZero();
    }

    private static String parameters(HostFunction function) {
        return function.parameters().stream()
                .map(parameter -> parameter == ValueType.I64 ? "I" : "i")
                .collect(Collectors.joining());
    }
}
