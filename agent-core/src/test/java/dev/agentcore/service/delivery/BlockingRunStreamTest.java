// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import static dev.agentcore.service.delivery.Scenario.CHUNK;
import static dev.agentcore.service.delivery.Scenario.KEEP_ALIVE;
import static dev.agentcore.service.delivery.Scenario.blocked;
import static dev.agentcore.service.delivery.Scenario.chunks;
import static dev.agentcore.service.delivery.Scenario.finished;
import static dev.agentcore.service.delivery.Scenario.program;
import static dev.agentcore.service.delivery.Scenario.start;
import static dev.agentcore.service.delivery.Scenario.stdout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.service.delivery.BlockingRunStream.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A face's thread that takes what a run does, and writes it as slowly as its protocol wants. */
@Timeout(30)
final class BlockingRunStreamTest {
    private final Scenario scenario = new Scenario();
    private final BlockingRunStream stream = new BlockingRunStream(2L * CHUNK);
    private final RunDelivery.Live live = scenario.delivery().live(stream);
    private final RunJournal journal = live.journal();

    @Test
    void whatARunDoesIsTakenInItsOrderAndTheEndAsOftenAsWanted() throws InterruptedException {
        stream.connect(live.subscription());
        start(journal);
        stdout(journal, "hello", 0);
        scenario.time().advance(KEEP_ALIVE);
        journal.end(finished());
        assertThat(List.of(
                        line(stream.take()),
                        line(stream.take()),
                        line(stream.take()),
                        line(stream.take()),
                        line(stream.take())))
                .containsExactly("started", "hello", "keep-alive", "end", "end");
    }

    @Test
    void takingWaitsForAnItem() throws InterruptedException {
        stream.connect(live.subscription());
        var items = new ArrayList<Item>();
        var reader = blocked(() -> items.add(stream.take()));
        start(journal);
        reader.join();
        assertThat(items).singleElement().isInstanceOf(Item.Event.class);
        var interrupted = blocked(stream::take);
        interrupted.thread().interrupt();
        assertThatThrownBy(interrupted::join).hasRootCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void aProgramWaitsUntilTheFaceHasTakenEnough() throws InterruptedException {
        stream.connect(live.subscription());
        start(journal);
        chunks(journal, 0, 3);
        var program = blocked(() -> {
            chunks(journal, 3, 100);
            journal.end(finished());
        });
        assertThat(stream.isReady()).isFalse();
        var taken = new ArrayList<String>();
        while (taken.isEmpty() || !taken.getLast().equals("end")) {
            taken.add(line(stream.take()));
        }
        program.join();
        assertThat(taken).as("start, chunks, end").hasSize(1 + 103 + 1);
    }

    @Test
    void whatWasSentBeforeTheSubscriptionIsConnectedIsNotLost() throws InterruptedException {
        start(journal);
        chunks(journal, 0, 3);
        for (int item = 0; item < 3; item++) {
            stream.take();
        }
        assertThat(stream.isReady()).isTrue();
        stream.connect(live.subscription());
        assertThat(line(stream.take())).isEqualTo("\0".repeat(CHUNK));
        journal.end(finished());
        assertThat(line(stream.take())).isEqualTo("end");
    }

    @Test
    void aRejectionNeedsNoSubscription() throws InterruptedException {
        var end = new RunEnd.Rejected(new Rejection.OperatorRequired());
        stream.end(end);
        assertThat(stream.take()).isEqualTo(new Item.End(end));
    }

    @Test
    void aFaceThatLeavesCancelsTheRun() throws InterruptedException {
        stream.connect(live.subscription());
        start(journal);
        chunks(journal, 0, 3);
        var waiting = blocked(() -> chunks(journal, 3, 1));
        live.subscription().cancel();
        assertThat(journal.cancellation().requested()).isTrue();
        assertThatThrownBy(waiting::join).hasRootCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void aReaderOnItsOwnThreadIsWokenForEachItem() throws InterruptedException {
        stream.connect(live.subscription());
        var text = new StringBuilder();
        var reader = program(() -> {
            for (Item item = stream.take(); !(item instanceof Item.End); item = stream.take()) {
                text.append(line(item)).append(' ');
            }
        });
        start(journal);
        reader.awaitBlocked();
        stdout(journal, "a", 0);
        reader.awaitBlocked();
        journal.end(finished());
        reader.join();
        assertThat(text).hasToString("started a ");
    }

    @Test
    void theCapacityIsPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockingRunStream(0))
                .withMessage("capacityBytes must be positive, but is 0");
    }

    private static String line(Item item) {
        return switch (item) {
            case Item.Event event ->
                event.event() instanceof RunEvent.Output output
                        ? new String(output.data(), StandardCharsets.UTF_8)
                        : "started";
            case Item.KeepAlive keepAlive -> "keep-alive";
            case Item.End end -> "end";
        };
    }
}
