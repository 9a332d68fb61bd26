// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Deadline;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Violation;
import dev.agentcore.service.RequestedFile;
import dev.agentcore.service.RequestedLimits;
import dev.agentcore.service.RequestedTime;
import dev.agentcore.service.RunRequest;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.InputFile;
import dev.agentcore.v1.Limits;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** From the wire's requests to the service's. Stateless. */
final class RequestMapping {
    private RequestMapping() {}

    /**
     * Translates a request, whatever is in it. Its files are a view.
     *
     * @param deadline of its call; null if there is none
     */
    static RunRequest toRunRequest(ExecutePythonRequest request, @Nullable Deadline deadline) {
        ResultFormat format = toResultFormat(request.getResultFormat());
        return new RunRequest(
                request.getCode(),
                request.getArgsList(),
                request.getEnvMap(),
                Bytes.wrap(request.getStdin().toByteArray()),
                new FilesView(request.getFilesList()),
                toLimits(request.getLimits()),
                format == null ? ResultFormat.NONE : format,
                request.getOutputPathsList(),
                request.getLabelsMap(),
                request.getImage(),
                request.hasRequestId() ? request.getRequestId() : null,
                deadline,
                format == null ? List.of(unknownFormat(request.getResultFormatValue())) : List.of());
    }

    /** The domain's name for a format; null if it is unknown. */
    static @Nullable ResultFormat toResultFormat(dev.agentcore.v1.ResultFormat format) {
        return switch (format) {
            case RESULT_FORMAT_UNSPECIFIED -> ResultFormat.NONE;
            case RESULT_FORMAT_REPR -> ResultFormat.REPR;
            case RESULT_FORMAT_JSON -> ResultFormat.JSON;
            case UNRECOGNIZED -> null;
        };
    }

    private static Violation unknownFormat(int number) {
        return new Violation("result_format", "is " + number + ", which this server does not know");
    }

    private static RequestedLimits toLimits(Limits limits) {
        return new RequestedLimits(
                toTime(limits.getWallTime()),
                toTime(limits.getCpuTime()),
                limits.getMemoryBytes(),
                limits.getOutputBytes(),
                limits.getScratchBytes(),
                limits.getThreads());
    }

    private static RequestedTime toTime(com.google.protobuf.Duration time) {
        return new RequestedTime(time.getSeconds(), time.getNanos());
    }

    private static final class FilesView extends AbstractList<RequestedFile> implements RandomAccess {
        private final List<InputFile> files;

        FilesView(List<InputFile> files) {
            this.files = files;
        }

        @Override
        public RequestedFile get(int index) {
            return new WireFile(files.get(index));
        }

        @Override
        public int size() {
            return files.size();
        }
    }

    private record WireFile(InputFile file) implements RequestedFile {
        @Override
        public String path() {
            return file.getPath();
        }

        @Override
        public long size() {
            return file.getContent().size();
        }

        @Override
        public Bytes content() {
            return Bytes.wrap(file.getContent().toByteArray());
        }
    }
}
