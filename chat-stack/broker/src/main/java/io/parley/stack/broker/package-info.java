/** The AMQP broker of development and tests, started by the launcher as a process of its own. */
package io.parley.stack.broker;
