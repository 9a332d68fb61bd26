/** What Kubernetes gets: the Helm chart, and the manifests that were rendered from it. */
@NullMarked
package dev.agentcore.deploy.kubernetes;

import org.jspecify.annotations.NullMarked;
