import { type Check, either, is, isObject, nothing, object, optional } from "../shape.ts";
import type { Certificate, NetworkStatement, OrganisationStatement, Pin } from "./kinds.ts";
import type { Signed } from "./statement.ts";

const mostItems = 50_000;
const like =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value);
const many =
  (item: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= mostItems && value.every(item);

const uuid = like(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const hash = like(/^[0-9a-f]{64}$/);
const key = like(/^[A-Za-z0-9_-]{43}$/);
const recipient = like(/^age1[02-9ac-hj-np-z]{58}$/);
const word = like(/^[a-z][a-z-]{0,39}$/);
const instant: Check = (value) =>
  like(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)(value) && Number.isFinite(Date.parse(String(value)));
const version: Check = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const some =
  (item: Check): Check =>
  (value) =>
    many(item)(value) && (value as unknown[]).length > 0;
const chained = { version, previous: either(nothing, hash), issued: instant };

const network = object({
  v: is(1),
  kind: is("network"),
  network: uuid,
  ...chained,
  expires: instant,
  root: is("offline", "this-machine"),
  couriers: many(key),
  organisations: many(
    object({
      id: uuid,
      kind: word,
      name: (value) => typeof value === "string" && value.length <= 200,
      stewards: many(key),
      statement: either(nothing, object({ version, hash })),
      desks: many(object({ desk: uuid, recipient })),
    }),
  ),
} satisfies Record<keyof NetworkStatement, Check>);

const organisation = object({
  v: is(1),
  kind: is("organisation"),
  organisation: uuid,
  ...chained,
  stewards: some(key),
  desks: many(object({ desk: uuid, version, recipient })),
  gone: many(object({ certificate: hash, at: instant })),
} satisfies Record<keyof OrganisationStatement, Check>);

const certificate = object({
  v: is(1),
  kind: is("certificate"),
  organisation: uuid,
  subject: is("member", "device"),
  id: uuid,
  verifyKey: key,
  recipient: either(nothing, recipient),
  desks: many(uuid),
  roles: many(word),
  issued: instant,
  expires: instant,
} satisfies Record<keyof Certificate, Check>);

const signed = (statement: Check): Check => object({ statement, by: key, signature: like(/^[A-Za-z0-9_-]{86}$/) });
const aNetwork = signed(network);
const anOrganisation = signed(organisation);
const aCertificate = signed(certificate);
const pin = object({
  network: uuid,
  root: key,
  version: (value) => value === 0 || version(value),
  hash: either(nothing, hash),
  organisations: (value) =>
    isObject(value) && Object.values(value).every(object({ version, hash, named: optional(many(key)) })),
});

export const isNetwork = (value: unknown): value is Signed<NetworkStatement> => aNetwork(value);
export const isOrganisation = (value: unknown): value is Signed<OrganisationStatement> => anOrganisation(value);
export const isCertificate = (value: unknown): value is Signed<Certificate> => aCertificate(value);
export const isPin = (value: unknown): value is Pin => pin(value);
