// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0

//! `agent-core-compiler MODULE TARGET OUTPUT`: compiles a module for a processor's architecture, for all processors of it.

#[path = "../../settings.rs"]
mod settings;

use std::{env, error::Error, fs};
use wasmtime::Engine;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [module, target, output] = arguments.as_slice() else {
        return Err("usage: agent-core-compiler MODULE TARGET OUTPUT".into());
    };
    let mut config = settings::config();
    // Named even where it is this machine's: otherwise the code would need this machine's processor.
    config.target(target)?;
    let compiled = Engine::new(&config)?.precompile_module(&fs::read(module)?)?;
    fs::write(output, compiled)?;
    Ok(())
}
