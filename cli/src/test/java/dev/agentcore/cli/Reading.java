// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.CapturedOutput;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.ExecutionEvent.Finished;
import dev.agentcore.client.ExecutionHandle;
import dev.agentcore.client.ExecutionListener;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.client.StandardStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A run that is read by one of the client's methods, with its events, for checks after its end. */
final class Reading {
    private final StringBuilder stdout = new StringBuilder();
    private final StringBuilder stderr = new StringBuilder();
    private final CompletableFuture<Void> output = new CompletableFuture<>();
    private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
    private Runnable leaving = () -> {};

    private Reading() {}

    static Reading of(Way way, AgentCoreClient client, PythonProgram program) {
        var reading = new Reading();
        switch (way) {
            case RUN -> {
                Thread thread = reading.onThread(() -> reading.tell(client.run(program)));
                reading.leaving = thread::interrupt;
            }
            case FUTURE -> {
                CompletableFuture<PythonResult> future = client.runAsync(program);
                reading.leaving = () -> future.cancel(true);
                var unused = future.thenAccept(reading::tell).whenComplete((nothing, failure) -> reading.end(failure));
            }
            case ITERATOR -> {
                PythonExecution execution = client.execute(program);
                reading.leaving = execution::close;
                reading.onThread(() -> execution.forEach(reading::tell));
            }
            case LISTENER -> {
                ExecutionHandle handle = client.execute(program, reading.new Listener());
                reading.leaving = handle::cancel;
            }
            case PUBLISHER -> client.publisher(program).subscribe(reading.new Subscriber());
        }
        return reading;
    }

    /** Stops it, as that way has it. */
    void leave() {
        leaving.run();
    }

    /** Waits until some output has been delivered, piece by piece; not for RUN and FUTURE. */
    void awaitOutput(Duration timeout) throws Exception {
        output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How it failed, once it is over; null if it did not. */
    @Nullable
    Throwable failure(Duration timeout) throws Exception {
        return end.get(timeout.toMillis(), TimeUnit.MILLISECONDS).orElse(null);
    }

    /** The same, without waiting. */
    @Nullable
    Throwable failureSoFar() {
        return end.getNow(Optional.empty()).orElse(null);
    }

    /** The texts of standard output, one after the other. */
    String stdout() {
        return stdout.toString();
    }

    /** The texts of standard error, one after the other. */
    String stderr() {
        return stderr.toString();
    }

    private Thread onThread(Runnable reader) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                reader.run();
                end(null);
            } catch (RuntimeException failure) {
                end(failure);
            }
        });
    }

    private void tell(ExecutionEvent event) {
        if (event instanceof Output printed) {
            (printed.stream() == StandardStream.STDOUT ? stdout : stderr).append(printed.text());
            output.complete(null);
        }
    }

    private void tell(PythonResult result) {
        stdout.append(result.stdout());
        stderr.append(result.stderr());
    }

    private void tell(CapturedOutput printed) {
        stdout.append(printed.stdout());
        stderr.append(printed.stderr());
    }

    private void end(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof AgentCoreException ours) {
            ours.output().ifPresent(this::tell);
        }
        end.complete(Optional.ofNullable(cause));
    }

    private final class Listener implements ExecutionListener {
        @Override
        public void onOutput(Output printed) {
            tell(printed);
        }

        @Override
        public void onFinished(Finished finished) {
            end(null);
        }

        @Override
        public void onFailure(AgentCoreException failure) {
            end(failure);
        }
    }

    private final class Subscriber implements Flow.Subscriber<ExecutionEvent> {
        private Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            leaving = given::cancel;
            given.request(1);
        }

        @Override
        public void onNext(ExecutionEvent event) {
            tell(event);
            if (subscription != null) {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            end(failure);
        }

        @Override
        public void onComplete() {
            end(null);
        }
    }
}
