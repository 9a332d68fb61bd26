// Generates the package `wire` from the .proto file. It compiles the file itself, so protoc is not needed; the two generators
// are the ones that protoc would call, in the versions of go.mod.
package main

import (
	"bytes"
	"context"
	"log"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/bufbuild/protocompile"
	"github.com/bufbuild/protocompile/protoutil"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"
)

const (
	protos   = "../../proto/src/main/protobuf"
	file     = "agentcore/v1/execution_service.proto"
	module   = "agent-core-example"
	location = module + "/wire"
)

func main() {
	log.SetFlags(0)
	compiler := protocompile.Compiler{
		Resolver:       protocompile.WithStandardImports(&protocompile.SourceResolver{ImportPaths: []string{protos}}),
		SourceInfoMode: protocompile.SourceInfoStandard,
	}
	compiled, err := compiler.Compile(context.Background(), file)
	check(err)
	request, err := proto.Marshal(&pluginpb.CodeGeneratorRequest{
		FileToGenerate: []string{file},
		Parameter:      proto.String("M" + file + "=" + location + ",module=" + module),
		ProtoFile:      withImports(nil, map[string]bool{}, compiled[0]),
	})
	check(err)
	for _, plugin := range []string{"protoc-gen-go", "protoc-gen-go-grpc"} {
		generate(plugin, request)
	}
}

// withImports appends a file after everything that it imports, which is the order that generators want.
func withImports(
	files []*descriptorpb.FileDescriptorProto, seen map[string]bool, file protoreflect.FileDescriptor,
) []*descriptorpb.FileDescriptorProto {
	if seen[file.Path()] {
		return files
	}
	seen[file.Path()] = true
	imports := file.Imports()
	for i := range imports.Len() {
		files = withImports(files, seen, imports.Get(i).FileDescriptor)
	}
	return append(files, protoutil.ProtoFromFileDescriptor(file))
}

func generate(plugin string, request []byte) {
	command := exec.Command("go", "tool", plugin)
	command.Stdin = bytes.NewReader(request)
	command.Stderr = os.Stderr
	output, err := command.Output()
	check(err)
	var response pluginpb.CodeGeneratorResponse
	check(proto.Unmarshal(output, &response))
	if response.Error != nil {
		log.Fatal(plugin, ": ", *response.Error)
	}
	for _, generated := range response.File {
		check(os.MkdirAll(filepath.Dir(generated.GetName()), 0o755))
		check(os.WriteFile(generated.GetName(), []byte(generated.GetContent()), 0o644))
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
