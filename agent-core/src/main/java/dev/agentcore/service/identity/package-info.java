/** Who calls: tenants, the credentials that prove them, and operators. Knows no protocol. */
@NullMarked
package dev.agentcore.service.identity;

import org.jspecify.annotations.NullMarked;
