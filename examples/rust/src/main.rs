//! Runs a program and prints what it prints: cargo run -- TARGET < program.py

use std::io::{Read, Write};
use std::time::Duration;

use tonic::transport::Channel;
use tonic::{Request, Status};
use tonic_types::StatusExt;

use wire::execute_python_response::Event;
use wire::execution_service_client::ExecutionServiceClient;
use wire::{ExecutePythonRequest, ExecutionResult, Limits, Outcome, Output, OutputStream};

pub mod wire {
    tonic::include_proto!("agentcore.v1");
}

/// Runs a program and returns how it ended: one that failed, or that a limit stopped, has a result too. `on_output` hears
/// what it prints, while it prints it, and answers whether to go on. A status tells that nothing could be run, or that the
/// caller gave up.
async fn run(
    client: &mut ExecutionServiceClient<Channel>,
    program: Request<ExecutePythonRequest>,
    mut on_output: impl FnMut(&Output) -> bool,
) -> Result<ExecutionResult, Status> {
    let mut events = client.execute_python(program).await?.into_inner();
    while let Some(response) = events.message().await? {
        match response.event {
            // Dropping the stream cancels the call, and the program is stopped.
            Some(Event::Output(output)) if !on_output(&output) => {
                return Err(Status::cancelled("on_output has had enough"));
            }
            Some(Event::Result(result)) => return Ok(result),
            _ => {}
        }
    }
    Err(Status::internal("the stream ended without a result"))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = std::env::args().nth(1).ok_or("cargo run -- HOST:PORT")?;
    let mut client = ExecutionServiceClient::connect(format!("http://{target}")).await?;

    let mut code = String::new();
    std::io::stdin().read_to_string(&mut code)?;
    let mut program = Request::new(ExecutePythonRequest {
        code,
        stdin: b"a line\n".to_vec(),
        limits: Some(Limits {
            wall_time: Some(prost_types::Duration {
                seconds: 5,
                nanos: 0,
            }),
            memory_bytes: 64 << 20,
            ..Limits::default()
        }),
        ..ExecutePythonRequest::default()
    });
    program.set_timeout(Duration::from_secs(60));
    // With a token: program.metadata_mut().insert("authorization", "Bearer TOKEN".parse()?);

    let printed = |output: &Output| {
        let written = match output.stream() {
            OutputStream::Stderr => std::io::stderr().write_all(&output.data),
            _ => std::io::stdout().write_all(&output.data),
        };
        written.is_ok()
    };
    match run(&mut client, program, printed).await {
        Ok(result) if result.outcome() == Outcome::Completed => {
            std::process::exit(result.exit_code.unwrap_or_default());
        }
        Ok(result) => {
            eprintln!("{}", result.outcome().as_str_name());
            if let Some(exception) = result.exception {
                eprintln!("{}", exception.traceback);
            }
        }
        Err(status) => {
            eprintln!("{:?}: {}", status.code(), status.message());
            for violation in status
                .get_details_bad_request()
                .into_iter()
                .flat_map(|bad| bad.field_violations)
            {
                eprintln!("{}: {}", violation.field, violation.description);
            }
            if let Some(delay) = status
                .get_details_retry_info()
                .and_then(|retry| retry.retry_delay)
            {
                eprintln!("try again in {delay:?}");
            }
        }
    }
    std::process::exit(1)
}
