package io.parley.indexer.ops;

import io.parley.contract.Role;
import io.parley.contract.broker.Envelope;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.contract.event.Event;
import io.parley.contract.event.Member;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What Jackson reads and writes by reflection, for the native executable. */
@RegisterForReflection(
        targets = {
            Envelope.class,
            ErrorCode.class,
            Event.class,
            Event.ChatCreated.class,
            Event.ChatChanged.class,
            Event.MemberJoined.class,
            Event.MemberChanged.class,
            Event.MemberLeft.class,
            Event.MessageCreated.class,
            Member.class,
            Message.class,
            Messages.Hit.class,
            Messages.Hits.class,
            Problem.class,
            Problem.FieldError.class,
            Role.class
        })
final class WireTypes {
    private WireTypes() {}
}
