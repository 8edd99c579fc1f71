/** What is posted: a text, a key-value message or files, and the chat that receives it. */
@NullMarked
package io.github.camundacliq.message;

import org.jspecify.annotations.NullMarked;
