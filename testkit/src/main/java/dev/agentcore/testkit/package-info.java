/** What the tests of several modules share: server processes, certificates, proxies, free ports, captured logs. */
@NullMarked
package dev.agentcore.testkit;

import org.jspecify.annotations.NullMarked;
