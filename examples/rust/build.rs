//! Generates the client's messages from the .proto file. `protox` compiles it, so `protoc` is not needed.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let protos = "../../proto/src/main/protobuf";
    println!("cargo:rerun-if-changed={protos}");
    let wire = protox::compile(["agentcore/v1/execution_service.proto"], [protos])?;
    let descriptors = Path::new(&env::var("OUT_DIR")?).join("wire.binpb");
    fs::write(descriptors, prost::Message::encode_to_vec(&wire))?;
    tonic_prost_build::configure()
        .build_server(false)
        .compile_fds(wire)?;
    Ok(())
}
