package io.parley.contract.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.parley.contract.Json;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.LiveBundle;
import io.parley.contract.broker.OutcomeBundle;
import io.parley.contract.error.Problem;
import io.parley.contract.event.Draft;
import io.parley.contract.event.Event;
import io.parley.contract.event.Member;
import io.parley.contract.event.Message;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Export;
import io.parley.contract.rest.Internal;
import io.parley.contract.rest.Joining;
import io.parley.contract.rest.Me;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.Page;
import io.parley.contract.rest.People;
import io.parley.contract.rest.Sync;
import java.lang.reflect.Type;
import java.util.List;

/** A golden JSON sample and the type that it is a sample of. */
public record Sample(String file, JavaType type) {
    /** All but {@code event-bundle.ndjson}, which is lines of JSON. */
    public static final List<Sample> ALL = List.of(
            of("client-hello", ClientFrame.class),
            of("client-hello-live", ClientFrame.class),
            of("client-send", ClientFrame.class),
            of("client-send-directed", ClientFrame.class),
            of("client-send-reply", ClientFrame.class),
            of("client-send-expiring", ClientFrame.class),
            of("client-ping", ClientFrame.class),
            of("client-send-accepted", ClientFrame.class),
            of("client-token", ClientFrame.class),
            of("client-watch", ClientFrame.class),
            of("client-mark", ClientFrame.class),
            of("client-typing", ClientFrame.class),
            of("client-signal", ClientFrame.class),
            of("server-accepted", ServerFrame.class),
            of("server-token", ServerFrame.class),
            of("server-markers", ServerFrame.class),
            of("server-markers-counts", ServerFrame.class),
            of("server-inbox", ServerFrame.class),
            of("server-inbox-own", ServerFrame.class),
            of("server-draft", ServerFrame.class),
            of("server-draft-removed", ServerFrame.class),
            of("server-self", ServerFrame.class),
            of("server-typing", ServerFrame.class),
            of("server-presence", ServerFrame.class),
            of("server-signal", ServerFrame.class),
            of("live-bundle", LiveBundle.class),
            of("internal-marks-request", Internal.MarksRequest.class),
            of("internal-markers-request", Internal.MarkersRequest.class),
            of("internal-seen-request", Internal.SeenRequest.class),
            of("internal-last-seen-request", Internal.LastSeenRequest.class),
            of("internal-last-seen", Internal.LastSeen.class),
            of("internal-view", Internal.View.class),
            of("internal-export-chats-request", Export.StoredChatsRequest.class),
            of("internal-export-chats", Export.StoredChats.class),
            of("internal-export-ranges-request", Export.RangesRequest.class),
            of("internal-export-digests", Export.Digests.class),
            of("internal-export-users-request", Export.UsersRequest.class),
            of("internal-export-users", Export.Users.class),
            of("internal-export-memberships-request", Export.MembershipsRequest.class),
            of("internal-export-memberships", Export.Memberships.class),
            of("server-ready", ServerFrame.class),
            of("server-ack", ServerFrame.class),
            of("server-error", ServerFrame.class),
            of("server-error-rate-limited", ServerFrame.class),
            of("server-reset", ServerFrame.class),
            of("server-pong", ServerFrame.class),
            of("event-chat-created", Event.class),
            of("event-chat-changed", Event.class),
            of("event-chat-deleted", Event.class),
            of("event-member-joined", Event.class),
            of("event-member-changed", Event.class),
            of("event-member-left", Event.class),
            of("event-message-created", Event.class),
            of("event-message-created-directed", Event.class),
            of("event-message-created-reply", Event.class),
            of("event-message-edited", Event.class),
            of("event-message-deleted", Event.class),
            of("event-message-reacted", Event.class),
            of("event-message-pinned", Event.class),
            of("event-message-replied", Event.class),
            of("event-message-hidden", Event.class),
            of("command-bundle", CommandBundle.class),
            of("outcome-bundle", OutcomeBundle.class),
            of("problem", Problem.class),
            of("problem-chat-not-found", Problem.class),
            of("rest-application-create", Applications.Create.class),
            of("rest-application-patch", Applications.Patch.class),
            of("rest-application", Applications.Application.class),
            page("rest-application-page", Applications.Application.class),
            of("rest-application-provisioned", Applications.Provisioned.class),
            of("rest-application-rotate", Applications.Rotate.class),
            of("rest-application-rotated", Applications.Rotated.class),
            of("rest-chat-create", Chats.Create.class),
            of("rest-chat-patch", Chats.Patch.class),
            of("rest-chat", Chats.Chat.class),
            page("rest-chat-page", Chats.Chat.class),
            of("rest-subscribe", Chats.Subscribe.class),
            of("rest-subscribe-by-username", Chats.Subscribe.class),
            of("rest-member", Member.class),
            page("rest-member-page", Member.class),
            of("rest-message-send", Messages.Send.class),
            of("rest-message-send-directed", Messages.Send.class),
            of("rest-message-send-reply", Messages.Send.class),
            of("rest-message-send-expiring", Messages.Send.class),
            of("rest-message-send-forward", Messages.Send.class),
            of("rest-message-forwarded", Message.class),
            of("rest-message-schedule", Messages.Schedule.class),
            of("rest-message-scheduled", Messages.Scheduled.class),
            page("rest-message-scheduled-page", Messages.Scheduled.class),
            of("rest-message", Message.class),
            page("rest-message-page", Message.class),
            of("rest-message-edit", Messages.Edit.class),
            page("rest-message-pins-page", Message.class),
            page("rest-message-edits-page", Messages.Version.class),
            of("rest-message-accepted", Messages.Accepted.class),
            of("rest-changes", Sync.ChatChanges.class),
            of("rest-sync-request", Sync.Request.class),
            of("rest-sync-response", Sync.Response.class),
            of("rest-me", Me.class),
            of("rest-me-application", Me.class),
            page("rest-inbox-page", Chats.InboxEntry.class),
            of("rest-read", Chats.Read.class),
            of("rest-read-marker", Chats.ReadMarker.class),
            of("rest-read-marker-own", Chats.ReadMarker.class),
            of("rest-mark-unread", Chats.MarkUnread.class),
            of("rest-mute", Chats.Mute.class),
            of("rest-unread-totals", Chats.Totals.class),
            of("rest-draft", Draft.class),
            of("rest-draft-save", Messages.SaveDraft.class),
            page("rest-draft-page", Draft.class),
            of("rest-read-delivered", Chats.Read.class),
            of("rest-app-member", People.AppMember.class),
            page("rest-app-member-page", People.AppMember.class),
            of("rest-invite-create", Joining.InviteCreate.class),
            of("rest-invite", Joining.Invite.class),
            page("rest-invite-page", Joining.Invite.class),
            of("rest-join-ask", Joining.Ask.class),
            of("rest-join-request", Joining.Request.class),
            page("rest-join-request-page", Joining.Request.class),
            of("rest-join", Joining.Join.class),
            of("rest-joined", Joining.Joined.class),
            of("rest-subscribe-many", Joining.SubscribeMany.class),
            of("rest-subscribed-many", Joining.SubscribedMany.class),
            of("rest-admit", People.Admit.class),
            of("rest-ban", People.BanRequest.class),
            of("rest-settings", People.Settings.class),
            of("rest-settings-patch", People.SettingsPatch.class),
            page("rest-blocked-page", People.Blocked.class),
            of("rest-search-hits", Messages.Hits.class),
            of("rest-search-hits-context", Messages.Hits.class),
            of("internal-heads-request", Internal.HeadsRequest.class),
            of("internal-heads", Internal.Heads.class),
            of("internal-changes-request", Internal.ChangesRequest.class));

    private static Sample of(String name, Type type) {
        return new Sample(name + ".json", TypeFactory.defaultInstance().constructType(type));
    }

    private static Sample page(String name, Class<?> item) {
        return new Sample(name + ".json", TypeFactory.defaultInstance().constructParametricType(Page.class, item));
    }

    /** The sample as a record of the contract. */
    Object read() {
        try {
            return Json.MAPPER.readValue(Golden.text(file), type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(file + " is not a " + type.toCanonical(), e);
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
