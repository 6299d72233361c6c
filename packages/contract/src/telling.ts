import { type Static, Type } from "typebox";
import { Base64Url, Code, Reference, Uuid } from "./text.ts";

const closed = { additionalProperties: false } as const;
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()]);

/** A time of day on a 24-hour clock, `07:30`. */
export const ClockTime = Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" });
/** A time zone by its IANA name, `Europe/Vienna`; whether this server's calendar has it is for the server. */
export const Zone = Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$", maxLength: 64 });
/** A plain mail address; no name beside it, no quoted part, no address literal. */
export const MailAddress = Type.String({
  pattern: "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}$",
  maxLength: 254,
});

/**
 * What somebody is told, as a code.
 * - referral-came: one came to the desk; passed-on: one came as the agreed fallback, since nobody answered in time
 * - answer-due-soon: it still waits, and a share of the time set is over
 * - nobody-answered: the time set is over
 * - answered, withdrawn: for whoever sent it; for whoever has it, that it was taken back
 * - case-due: something in a case is due on `due`
 * - handed-over: the case is the reader's to look after from now on
 * - owner-away: whoever looks after it is on leave, or has left
 * - test: the reader asked for one
 */
export const noticeKinds = [
  ...(["referral-came", "answer-due-soon", "passed-on", "nobody-answered", "answered", "withdrawn"] as const),
  ...(["case-due", "handed-over", "owner-away", "test"] as const),
] as const;
export const NoticeKind = Type.Enum([...noticeKinds]);
export type NoticeKind = Static<typeof NoticeKind>;

/** How mail comes: each at once (several together in a flood), all of a day at one time, or none. */
export const MailHow = Type.Enum(["at-once", "digest", "none"]);
export type MailHow = Static<typeof MailHow>;

const choices = {
  mailHow: MailHow,
  /** When the mail of the day goes out, in `zone`; counts for `digest`. */
  digestAt: ClockTime,
  /** Hours in which nothing is sent, in `zone`; `from` after `to` goes over midnight. Null: none. */
  quiet: orNull(Type.Object({ from: ClockTime, to: ClockTime }, closed)),
  zone: Zone,
  /** True: what concerns a child or is urgent comes at once, also in quiet hours and where mail is for the digest. */
  urgentAnyway: Type.Boolean(),
};

/** How the reader is told. `GET /api/telling`, and the answer to every change of it. */
export const Telling = Type.Object(
  {
    /** The confirmed address, the only one anything is sent to; null where there is none. */
    mail: orNull(Type.String()),
    /** An address that was sent a code and is not confirmed yet. */
    mailWaiting: orNull(Type.String()),
    ...choices,
    /** How many of her browsers take push messages. */
    push: Type.Integer({ minimum: 0 }),
    /** The server's VAPID public key (base64url, 65 bytes), for `pushManager.subscribe`. */
    pushKey: Base64Url,
    /** False where whoever runs this server has not set up mail: then nothing is sent, and no address can be confirmed. */
    mailWorks: Type.Boolean(),
  },
  closed,
);
export type Telling = Static<typeof Telling>;

/**
 * `PUT /api/telling`. An address that differs from the confirmed one is sent a code, and takes its place only once that came back
 * (`POST /api/telling/mail`); the same one changes nothing; null forgets both.
 */
export const ChangeTelling = Type.Object({ mail: orNull(MailAddress), ...choices }, closed);
export type ChangeTelling = Static<typeof ChangeTelling>;

/** `POST /api/telling/mail`: the code out of the mail, `ABCDE-FGHJK`. A wrong or outdated one is `code-unknown`. */
export const ConfirmMail = Type.Object({ code: Code }, closed);

/** `POST /api/telling/push`: what `PushSubscription.toJSON()` gives, without its expiration time. */
export const PushSubscription = Type.Object(
  {
    endpoint: Type.String({ pattern: "^https?://[!-~]+$", maxLength: 1024 }),
    keys: Type.Object({ p256dh: Base64Url, auth: Base64Url }, closed),
  },
  closed,
);
export type PushSubscription = Static<typeof PushSubscription>;
/** `DELETE /api/telling/push`. One that is not there is no error. */
export const EndPush = Type.Object({ endpoint: PushSubscription.properties.endpoint }, closed);

/** `POST /api/telling/test`: by which ways one is on its way now, quiet hours or not. */
export const Tested = Type.Object({ mail: Type.Boolean(), push: Type.Integer({ minimum: 0 }) }, closed);
export type Tested = Static<typeof Tested>;

/** Something the reader was told: codes only. Times are ISO 8601 UTC by the server's clock. */
export const Notice = Type.Object(
  {
    id: Uuid,
    kind: NoticeKind,
    /** Null for a test. */
    case: orNull(Uuid),
    reference: orNull(Reference),
    /** It concerns a child, or is urgent. */
    urgent: Type.Boolean(),
    at: Type.String(),
    /** Until when it is due: a moment, or for `case-due` a calendar day; null where nothing is. */
    due: orNull(Type.String()),
  },
  closed,
);
export type Notice = Static<typeof Notice>;

/** `GET /api/notices`: unread ones, the newest first, at most 200. */
export const Notices = Type.Object({ now: Type.String(), notices: Type.Array(Notice) }, closed);
export type Notices = Static<typeof Notices>;

/** `POST /api/notices/read`: all up to a moment (`now` of the list that was shown), of one case or of all. Answer: what is still unread. */
export const ReadNotices = Type.Object(
  {
    case: orNull(Uuid),
    upTo: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" }),
  },
  closed,
);
export type ReadNotices = Static<typeof ReadNotices>;

/** What a push message carries, once its sealing (RFC 8291) is opened: a code and a reference, for the words that the device has. */
export const PushMessage = Type.Object({ kind: NoticeKind, reference: orNull(Reference) }, closed);
export type PushMessage = Static<typeof PushMessage>;
