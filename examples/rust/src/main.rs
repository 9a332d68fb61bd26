//! Runs a program and prints what it prints: run TARGET [OPTIONS] < program.py
//!
//! OPTIONS is JSON: {"program": {...}, "connection": {...}, "deadlineMillis": 1000, "cancelAt": "text"}. `program` has fields
//! of ExecutePythonRequest. The last line on standard error is JSON: how the program ended, or why it did not run.

mod agent_core;

use std::error::Error;
use std::io::{Read, Write, stderr, stdin, stdout};
use std::process::ExitCode;
use std::time::Duration;

use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tonic::Request;

use agent_core::{AgentCore, Connection, Failure};
use wire::{ExecutePythonRequest, Output};

mod wire {
    tonic::include_proto!("agentcore.v1");

    pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/wire.binpb"));
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Options {
    program: Option<Box<RawValue>>,
    connection: Connection,
    deadline_millis: Option<u64>,
    cancel_at: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct End {
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    exit_code: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exception: Option<String>,
}

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let target = arguments
        .next()
        .ok_or("run TARGET [OPTIONS] < program.py")?;
    let options: Options = serde_json::from_str(&arguments.next().unwrap_or("{}".into()))?;

    let mut program = match &options.program {
        Some(json) => parse(json.get())?,
        None => ExecutePythonRequest::default(),
    };
    stdin().read_to_string(&mut program.code)?;
    let mut request = Request::new(program);
    if let Some(millis) = options.deadline_millis {
        request.set_timeout(Duration::from_millis(millis));
    }

    let client = AgentCore::new(&target, &options.connection)?;
    let mut printed = Vec::new();
    let on_output = |output: &Output| {
        let written = stdout()
            .write_all(&output.data)
            .and_then(|()| stdout().flush());
        printed.extend_from_slice(&output.data);
        let cancelled = options
            .cancel_at
            .as_ref()
            .is_some_and(|text| contains(&printed, text.as_bytes()));
        written.is_ok() && !cancelled
    };
    match client.run(request, on_output).await {
        Ok(result) => {
            print_line(&End {
                outcome: result.outcome().as_str_name(),
                exit_code: result.exit_code,
                exception: result.exception.map(|exception| exception.r#type),
            })?;
            Ok(ExitCode::SUCCESS)
        }
        Err(status) => {
            print_line(&Failure::from(&status))?;
            Ok(ExitCode::FAILURE)
        }
    }
}

/// A request from its JSON form, in which bytes are base64 and a duration is "1.5s".
fn parse(json: &str) -> Result<ExecutePythonRequest, Box<dyn Error>> {
    let descriptor = DescriptorPool::decode(wire::DESCRIPTORS)?
        .get_message_by_name("agentcore.v1.ExecutePythonRequest")
        .ok_or("the wire has no ExecutePythonRequest")?;
    let mut json = serde_json::Deserializer::from_str(json);
    let message = DynamicMessage::deserialize(descriptor, &mut json)?;
    Ok(ExecutePythonRequest::decode(&message.encode_to_vec()[..])?)
}

fn contains(printed: &[u8], text: &[u8]) -> bool {
    printed.windows(text.len()).any(|window| window == text)
}

fn print_line(line: &impl Serialize) -> Result<(), Box<dyn Error>> {
    serde_json::to_writer(stderr(), line)?;
    Ok(writeln!(stderr())?)
}
