// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0

//! The engine's settings, of the library and of the compiler: what one compiles, the other refuses if they differ.

use wasmtime::Config;

/// The addresses of a linear memory: all that 32 bits can name, so that plain accesses need no comparison.
pub const MEMORY_RESERVATION: usize = 4 << 30;

/// Behind a linear memory: no access reaches farther than an address and its constant offset.
pub const MEMORY_GUARD: usize = 32 << 20;

pub fn config() -> Config {
    let mut config = Config::new();
    config
        .epoch_interruption(true)
        .memory_may_move(false)
        .memory_reservation(MEMORY_RESERVATION as u64)
        .memory_guard_size(MEMORY_GUARD as u64)
        .memory_init_cow(false)
        .wasm_simd(true)
        .wasm_relaxed_simd(false)
        .wasm_tail_call(false)
        .wasm_multi_memory(false)
        .wasm_memory64(false)
        .wasm_extended_const(false);
    config
}
