// Runs a program and prints what it prints: run TARGET [OPTIONS] < program.py
//
// OPTIONS is JSON: {"program": {...}, "connection": {...}, "deadlineMillis": 1000, "cancelAt": "text"}. `program` has fields of
// ExecutePythonRequest. The last line on standard error is JSON: how the program ended, or why it did not run.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"google.golang.org/protobuf/encoding/protojson"

	"agent-core-example/wire"
)

type options struct {
	Program        json.RawMessage
	Connection     Connection
	DeadlineMillis int64
	CancelAt       string
}

type end struct {
	Outcome   string `json:"outcome"`
	ExitCode  *int32 `json:"exitCode,omitempty"`
	Exception string `json:"exception,omitempty"`
}

func main() {
	if len(os.Args) < 2 {
		fail("run TARGET [OPTIONS] < program.py")
	}
	given := options{Program: json.RawMessage("{}")}
	if len(os.Args) > 2 {
		check(json.Unmarshal([]byte(os.Args[2]), &given))
	}
	code, err := io.ReadAll(os.Stdin)
	check(err)
	program := &wire.ExecutePythonRequest{}
	check(protojson.Unmarshal(given.Program, program))
	program.Code = string(code)

	client, err := Connect(os.Args[1], given.Connection)
	check(err)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if given.DeadlineMillis > 0 {
		ctx, cancel = context.WithTimeout(ctx, time.Duration(given.DeadlineMillis)*time.Millisecond)
		defer cancel()
	}
	result, err := client.Run(ctx, program, func(output *wire.Output) {
		os.Stdout.Write(output.Data)
		if given.CancelAt != "" && bytes.Contains(output.Data, []byte(given.CancelAt)) {
			cancel()
		}
	})
	if err != nil {
		printLine(Details(err))
		os.Exit(1)
	}
	printLine(end{result.Outcome.String(), result.ExitCode, result.GetException().GetType()})
}

func printLine(line any) {
	encoder := json.NewEncoder(os.Stderr)
	encoder.SetEscapeHTML(false)
	check(encoder.Encode(line))
}

func check(err error) {
	if err != nil {
		fail(err.Error())
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(2)
}
