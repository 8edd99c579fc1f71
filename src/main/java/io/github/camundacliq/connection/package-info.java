/** Named Zoho OAuth connections: data centres, credentials and access tokens. */
@NullMarked
package io.github.camundacliq.connection;

import org.jspecify.annotations.NullMarked;
