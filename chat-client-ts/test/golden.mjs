// Writes each golden sample of the contract as a literal of its type: the compiler then says what a type lacks, or has too much.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const golden = new URL("../../chat-contract/src/test/resources/golden/", import.meta.url);
const generated = new URL("generated/", import.meta.url);

/** REST bodies by the beginning of the sample's name; the longest that fits counts. null: not for a user's client. */
const REST = {
  "rest-admit": null,
  "rest-app": null,
  "rest-application": "Application",
  "rest-application-create": null,
  "rest-application-page": "Page<Application>",
  "rest-application-patch": null,
  "rest-application-provisioned": null,
  "rest-application-rotate": null,
  "rest-application-rotated": null,
  "rest-ban": null,
  "rest-blocked-page": "BlockedPage",
  "rest-changes": "ChatChanges",
  "rest-chat": "Chat",
  "rest-chat-create": "ChatCreate",
  "rest-chat-page": "ChatPage",
  "rest-chat-patch": "ChatPatch",
  "rest-draft": "SavedDraft",
  "rest-draft-page": "DraftPage",
  "rest-draft-save": "SaveDraft",
  "rest-inbox-page": "InboxPage",
  "rest-invite": "Invite",
  "rest-invite-create": "InviteCreate",
  "rest-invite-page": "InvitePage",
  "rest-join": "Join",
  "rest-join-ask": "JoinAsk",
  "rest-join-request": "JoinRequest",
  "rest-join-request-page": "JoinRequestPage",
  "rest-joined": "Joined",
  "rest-mark-unread": "MarkUnread",
  "rest-me": "Me",
  "rest-member": "Member",
  "rest-member-page": "MemberPage",
  "rest-message": "Message",
  "rest-message-accepted": "MessageAccepted",
  "rest-message-edit": "MessageEdit",
  "rest-message-edits-page": "MessageVersionPage",
  "rest-message-page": "MessagePage",
  "rest-message-pins-page": "MessagePage",
  "rest-message-schedule": "MessageSchedule",
  "rest-message-scheduled": "ScheduledMessage",
  "rest-message-scheduled-page": "ScheduledMessagePage",
  "rest-message-send": "MessageSend",
  "rest-mute": "Mute",
  "rest-read": "Read",
  "rest-read-marker": "ReadMarker",
  "rest-search-hits": "SearchHits",
  "rest-settings": "Settings",
  "rest-settings-patch": "SettingsPatch",
  "rest-subscribe": "Subscribe",
  "rest-subscribe-many": "SubscribeMany",
  "rest-subscribed-many": "SubscribedMany",
  "rest-sync-request": "SyncRequest",
  "rest-sync-response": "SyncResponse",
  "rest-unread-totals": "UnreadTotals",
  problem: "Problem",
};

function typeOf(name) {
  if (name.startsWith("client-")) return "ClientFrame";
  if (name.startsWith("server-")) return "ServerFrame";
  if (name.startsWith("event-")) return "Event";
  const prefix = Object.keys(REST)
    .filter((one) => name === one || name.startsWith(`${one}-`))
    .sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? "never" : REST[prefix];
}

const samples = readdirSync(golden)
  .filter((file) => /^(client|server|event|rest|problem).*\.json$/.test(file))
  .map((file) => ({
    file,
    type: typeOf(file.replace(".json", "")),
    json: readFileSync(new URL(file, golden), "utf8").trim(),
  }))
  .filter(({ type }) => type !== null);

mkdirSync(generated, { recursive: true });
writeFileSync(
  new URL("golden.ts", generated),
  `import type * as parley from "../../src/index.js";\n\nexport const samples = {\n${samples
    .map(
      ({ file, type, json }) =>
        `  ${JSON.stringify(file)}: ${json} satisfies ${type === "never" ? type : `parley.${type.replace("<", "<parley.")}`},`,
    )
    .join("\n")}\n};\n`,
);
