//! A small client of agent-core: connects, runs a program, and passes on its output as it is printed.

use std::{error::Error, fs};

use serde::{Deserialize, Serialize};
use tonic::metadata::{Ascii, MetadataValue};
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity};
use tonic::{Code, Request, Status, TimeoutExpired};
use tonic_types::StatusExt;

use crate::wire::execute_python_response::Event;
use crate::wire::execution_service_client::ExecutionServiceClient;
use crate::wire::{ExecutePythonRequest, ExecutionResult, Output};

/// How to reach a server. With an `authority` to trust, the connection uses TLS. A server that authenticates its callers
/// needs a `token`, or a `certificate` and its `key`. All but the token name PEM files.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Connection {
    pub authority: Option<String>,
    pub certificate: Option<String>,
    pub key: Option<String>,
    pub token: Option<String>,
}

/// Runs programs on one server. A clone uses the same connection.
#[derive(Clone)]
pub struct AgentCore {
    service: ExecutionServiceClient<Channel>,
    authorization: Option<MetadataValue<Ascii>>,
}

impl AgentCore {
    /// A client of the server at "HOST:PORT" or "unix:/path". It connects when the first program is run.
    pub fn new(target: &str, connection: &Connection) -> Result<Self, Box<dyn Error>> {
        let endpoint = if target.starts_with("unix:") {
            Endpoint::from_shared(target.to_owned())?
        } else if let Some(authority) = &connection.authority {
            let mut tls =
                ClientTlsConfig::new().ca_certificate(Certificate::from_pem(fs::read(authority)?));
            if let (Some(certificate), Some(key)) = (&connection.certificate, &connection.key) {
                tls = tls.identity(Identity::from_pem(fs::read(certificate)?, fs::read(key)?));
            }
            Endpoint::from_shared(format!("https://{target}"))?.tls_config(tls)?
        } else {
            Endpoint::from_shared(format!("http://{target}"))?
        };
        let authorization = match &connection.token {
            Some(token) => Some(format!("Bearer {token}").parse()?),
            None => None,
        };
        Ok(Self {
            service: ExecutionServiceClient::new(endpoint.connect_lazy()),
            authorization,
        })
    }

    /// Runs a program and returns its result. A program that failed, or that a limit stopped, has a result too.
    /// `on_output` gets each piece of output as it comes and returns whether to go on; `false` cancels the call and stops
    /// the program. A `Status` means that nothing could be run, that the deadline passed, or that the call was cancelled.
    pub async fn run(
        &self,
        program: impl Into<Request<ExecutePythonRequest>>,
        mut on_output: impl FnMut(&Output) -> bool,
    ) -> Result<ExecutionResult, Status> {
        let mut request = program.into();
        if let Some(authorization) = &self.authorization {
            request
                .metadata_mut()
                .insert("authorization", authorization.clone());
        }
        let mut service = self.service.clone();
        let mut events = service
            .execute_python(request)
            .await
            .map_err(with_code_of_cause)?
            .into_inner();
        let mut result = None;
        while let Some(response) = events.message().await.map_err(with_code_of_cause)? {
            match response.event {
                // Dropping the stream cancels the call.
                Some(Event::Output(output)) if !on_output(&output) => {
                    return Err(Status::cancelled("cancelled by the caller"));
                }
                // The call ends after this with its status. Dropping the stream here would cancel it.
                Some(Event::Result(found)) => result = Some(found),
                _ => {}
            }
        }
        result.ok_or_else(|| Status::internal("the stream ended without a result"))
    }
}

/// A status with the code that gRPC defines for its cause. For a connection that broke, or a deadline that passed, tonic's own is
/// UNKNOWN or CANCELLED. A status that the server sent has no cause.
fn with_code_of_cause(status: Status) -> Status {
    let causes = || std::iter::successors(status.source(), |&cause| cause.source());
    if causes().any(|cause| cause.is::<TimeoutExpired>()) {
        Status::deadline_exceeded(status.message())
    } else if causes().any(|cause| cause.is::<tonic::transport::Error>()) {
        Status::unavailable(status.message())
    } else {
        status
    }
}

/// What the status of a failed call says, for programs.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    pub code: String,
    pub message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_millis: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub violations: Vec<Violation>,
}

/// A field of the request that is out of its bounds.
#[derive(Serialize)]
pub struct Violation {
    pub field: String,
    pub description: String,
}

impl From<&Status> for Failure {
    fn from(status: &Status) -> Self {
        let details = status.get_error_details();
        Self {
            code: name_of(status.code()),
            message: status.message().to_owned(),
            reason: details.error_info().map(|info| info.reason.clone()),
            retry_after_millis: details
                .retry_info()
                .and_then(|retry| retry.retry_delay)
                .map(|delay| delay.as_millis() as u64),
            violations: details
                .bad_request()
                .map(|request| &request.field_violations[..])
                .unwrap_or_default()
                .iter()
                .map(|violation| Violation {
                    field: violation.field.clone(),
                    description: violation.description.clone(),
                })
                .collect(),
        }
    }
}

/// The code's name in gRPC, such as INVALID_ARGUMENT for `Code::InvalidArgument`.
fn name_of(code: Code) -> String {
    let mut name = String::new();
    for letter in format!("{code:?}").chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_uppercase());
    }
    name
}
