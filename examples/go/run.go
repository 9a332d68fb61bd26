// Runs a program and prints what it prints: run TARGET [OPTIONS] < program.py
//
// Options, for which JSON is taken: {"program": {...}, "connection": {...}, "deadlineMillis": 1000, "cancelAt": "text"}.
// Ends with one line on standard error, of JSON: how the program ended, or why it did not run.
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
	said := options{Program: json.RawMessage("{}")}
	if len(os.Args) > 2 {
		check(json.Unmarshal([]byte(os.Args[2]), &said))
	}
	code, err := io.ReadAll(os.Stdin)
	check(err)
	program := &wire.ExecutePythonRequest{}
	check(protojson.Unmarshal(said.Program, program))
	program.Code = string(code)

	client, err := Connect(os.Args[1], said.Connection)
	check(err)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if said.DeadlineMillis > 0 {
		ctx, cancel = context.WithTimeout(ctx, time.Duration(said.DeadlineMillis)*time.Millisecond)
		defer cancel()
	}
	result, err := client.Run(ctx, program, func(output *wire.Output) {
		os.Stdout.Write(output.Data)
		if said.CancelAt != "" && bytes.Contains(output.Data, []byte(said.CancelAt)) {
			cancel()
		}
	})
	if err != nil {
		tell(Details(err))
		os.Exit(1)
	}
	tell(end{result.Outcome.String(), result.ExitCode, result.GetException().GetType()})
}

func tell(what interface{}) {
	line := json.NewEncoder(os.Stderr)
	line.SetEscapeHTML(false)
	check(line.Encode(what))
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
