// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.agentcore.config.AuditSettings;
import dev.agentcore.observability.AuditLog;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.logstash.logback.composite.loggingevent.KeyValuePairsJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventFormattedTimestampJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventJsonProviders;
import net.logstash.logback.composite.loggingevent.MdcJsonProvider;
import net.logstash.logback.composite.loggingevent.MessageJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import org.slf4j.LoggerFactory;

/** The file of the audit log: a line of JSON for each event; renamed when it is full, and then one of a bounded number. */
final class AuditFile {
    private AuditFile() {}

    /**
     * Has the audit log written, if there is to be a file of it.
     *
     * @throws CommandFailedException if the file cannot be written
     */
    static void open(AuditSettings settings) {
        Path file = settings.file();
        if (file == null) {
            return;
        }
        checkWritable(file);
        Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.NAME);
        LoggerContext context = logger.getLoggerContext();
        // What cannot be written later, as on a full disk, is said and not kept silent.
        context.getStatusManager().add(AuditFile::complain);
        RollingFileAppender<ILoggingEvent> appender = appender(settings, file, context);
        if (!appender.isStarted()) {
            throw cannotOpen(file, "see above");
        }
        logger.addAppender(appender);
        logger.setLevel(Level.INFO);
    }

    private static void checkWritable(Path file) {
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (NoSuchFileException noFolder) {
            throw cannotOpen(file, "there is no such folder");
        } catch (AccessDeniedException forbidden) {
            throw cannotOpen(file, "permission denied");
        } catch (IOException impossible) {
            throw cannotOpen(file, String.valueOf(impossible.getMessage()));
        }
    }

    private static CommandFailedException cannotOpen(Path file, String why) {
        return new CommandFailedException(ExitCode.USAGE, "audit.file: %s cannot be opened: %s".formatted(file, why));
    }

    private static void complain(Status status) {
        if (status.getEffectiveLevel() >= Status.ERROR) {
            Streams.ofProcess().complain("audit.file: " + status.getMessage());
        }
    }

    private static RollingFileAppender<ILoggingEvent> appender(
            AuditSettings settings, Path file, LoggerContext context) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("AUDIT");
        appender.setFile(file.toString());
        appender.setEncoder(encoder(context));

        var rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file.toString().replace("%", "\\%") + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(settings.maxFiles());
        rolling.start();
        appender.setRollingPolicy(rolling);

        var full = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        full.setContext(context);
        full.setMaxFileSize(new FileSize(settings.maxFileBytes()));
        // Before every line: by default once a minute, in which a file could become any size.
        full.setCheckIncrement(Duration.buildByMilliseconds(0));
        full.start();
        appender.setTriggeringPolicy(full);
        appender.start();
        return appender;
    }

    private static LoggingEventCompositeJsonEncoder encoder(LoggerContext context) {
        var time = new LoggingEventFormattedTimestampJsonProvider();
        time.setFieldName("time");
        time.setTimeZone("UTC");
        var event = new MessageJsonProvider();
        event.setFieldName("event");
        var providers = new LoggingEventJsonProviders();
        providers.addTimestamp(time);
        providers.addMessage(event);
        providers.addMdc(new MdcJsonProvider());
        providers.addKeyValuePairs(new KeyValuePairsJsonProvider());
        var encoder = new LoggingEventCompositeJsonEncoder();
        encoder.setContext(context);
        encoder.setProviders(providers);
        encoder.start();
        return encoder;
    }
}
