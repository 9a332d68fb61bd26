// A small client of agent-core: connects, runs a program, and passes on its output as it is printed.
package main

//go:generate go run ./internal/generate

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"os"

	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"agent-core-example/wire"
)

// Connection is how to reach a server. With an Authority to trust, the connection uses TLS. A server that authenticates its
// callers needs a Token, or a Certificate and its Key. All but the token name PEM files.
type Connection struct {
	Authority, Certificate, Key, Token string
}

// Client runs programs on one server. Safe for concurrent use by goroutines.
type Client struct {
	service wire.ExecutionServiceClient
	token   string
}

// Connect makes a client of the server at "HOST:PORT" or "unix:/path". It connects when the first program is run.
func Connect(target string, how Connection) (*Client, error) {
	security := insecure.NewCredentials()
	if how.Authority != "" {
		config, err := how.tls()
		if err != nil {
			return nil, err
		}
		security = credentials.NewTLS(config)
	}
	channel, err := grpc.NewClient(target, grpc.WithTransportCredentials(security))
	if err != nil {
		return nil, err
	}
	return &Client{wire.NewExecutionServiceClient(channel), how.Token}, nil
}

// Run runs a program and returns its result. A program that failed, or that a limit stopped, has a result too. onOutput gets
// each piece of output as it comes. Cancelling the context stops the program. An error means that nothing could be run, that
// the deadline passed, or that the call was cancelled; Details reads it.
func (client *Client) Run(
	ctx context.Context, program *wire.ExecutePythonRequest, onOutput func(*wire.Output),
) (*wire.ExecutionResult, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if client.token != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+client.token)
	}
	stream, err := client.service.ExecutePython(ctx, program)
	if err != nil {
		return nil, err
	}
	var result *wire.ExecutionResult
	for {
		event, err := stream.Recv()
		if err == io.EOF {
			return result, nil
		} else if err != nil {
			return nil, err
		}
		switch {
		case event.GetOutput() != nil:
			onOutput(event.GetOutput())
		case event.GetResult() != nil:
			result = event.GetResult()
		}
	}
}

// Failure is what an error of Run says, for programs.
type Failure struct {
	Code             string      `json:"code"`
	Message          string      `json:"message"`
	Reason           string      `json:"reason,omitempty"`
	RetryAfterMillis int64       `json:"retryAfterMillis,omitempty"`
	Violations       []Violation `json:"violations,omitempty"`
}

// Violation is a field of the request that is out of its bounds.
type Violation struct {
	Field       string `json:"field"`
	Description string `json:"description"`
}

// Details reads an error of Run.
func Details(err error) Failure {
	found := status.Convert(err)
	failure := Failure{Code: code.Code(found.Code()).String(), Message: found.Message()}
	for _, detail := range found.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			failure.Reason = detail.Reason
		case *errdetails.RetryInfo:
			failure.RetryAfterMillis = detail.RetryDelay.Seconds*1000 + int64(detail.RetryDelay.Nanos)/1_000_000
		case *errdetails.BadRequest:
			for _, each := range detail.FieldViolations {
				failure.Violations = append(failure.Violations, Violation{each.Field, each.Description})
			}
		}
	}
	return failure
}

func (how Connection) tls() (*tls.Config, error) {
	pem, err := os.ReadFile(how.Authority)
	if err != nil {
		return nil, err
	}
	config := &tls.Config{RootCAs: x509.NewCertPool()}
	if !config.RootCAs.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s has no certificate", how.Authority)
	}
	if how.Certificate != "" {
		own, err := tls.LoadX509KeyPair(how.Certificate, how.Key)
		if err != nil {
			return nil, err
		}
		config.Certificates = []tls.Certificate{own}
	}
	return config, nil
}
