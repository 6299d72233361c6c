import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { OrganisationKind, Roles, Service } from "@threshold/contract";
import { type Static, Type } from "typebox";
import { Check } from "typebox/value";
import { parse } from "yaml";

const closed = { additionalProperties: false } as const;
const Network = Type.Object(
  {
    invented: Type.Literal(true),
    passphrase: Type.String({ minLength: 12 }),
    organisations: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          kind: OrganisationKind,
          desk: Type.Object({ name: Type.String() }, closed),
          /** A phone can be enrolled here with a code that each start prints. */
          enrolPhone: Type.Optional(Type.Boolean()),
          members: Type.Array(
            Type.Object(
              {
                handle: Type.String(),
                name: Type.String(),
                roles: Roles,
              },
              closed,
            ),
            { minItems: 1 },
          ),
          services: Type.Array(
            Type.Object(
              {
                name: Service.properties.name,
                offers: Service.properties.offers,
                whom: Service.properties.whom,
                languages: Service.properties.languages,
                hours: Type.Union([Type.Literal("always"), Type.Literal("weekdays")]),
                /** A code that no country has. */
                phone: Type.String({ pattern: "^\\+000 " }),
                checkedDaysAgo: Type.Integer({ minimum: 0 }),
                specialist: Type.Boolean(),
                open: Type.Boolean(),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
);
export type Network = Static<typeof Network>;

const file = fileURLToPath(new URL("../../demo/network.yaml", import.meta.url));

/** The invented community of the demo, as written in demo/network.yaml. Throws where the file is not in shape. */
export async function readNetwork(): Promise<Network> {
  const network: unknown = parse(await readFile(file, "utf8"));
  if (!Check(Network, network)) throw new Error("demo/network.yaml is not in shape.");
  return network;
}

const office: [number, number][] = [[8 * 60, 17 * 60]];
const allDay: [number, number][] = [[0, 1440]];
/** Seven days, Monday first. */
export const hoursOf: Readonly<Record<"always" | "weekdays", [number, number][][]>> = {
  always: [allDay, allDay, allDay, allDay, allDay, allDay, allDay],
  weekdays: [office, office, office, office, office, [], []],
};
