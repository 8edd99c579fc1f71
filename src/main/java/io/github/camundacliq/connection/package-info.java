/** Named Zoho OAuth connections: data centres, credentials, access tokens, and the HTTP transport with its limits. */
@NullMarked
package io.github.camundacliq.connection;

import org.jspecify.annotations.NullMarked;
