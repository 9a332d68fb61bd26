//! Makes the client's messages of the .proto file, by protoc.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let protos = "../../proto/src/main/protobuf";
    tonic_build::configure()
        .build_server(false)
        .compile_protos(
            &[format!("{protos}/agentcore/v1/execution_service.proto")],
            &[protos.to_string()],
        )?;
    Ok(())
}
