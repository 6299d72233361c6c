import { Directory, Service, ServiceChange, Uuid } from "@threshold/contract";
import { Type } from "typebox";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { memberOf } from "../http/access.ts";
import { refuse } from "../http/problems.ts";
import type { App } from "../http/schemas.ts";
import { closeDesk } from "./close-desk.ts";
import { changeService, listServices, markChecked } from "./directory.store.ts";

const One = Type.Object({ id: Uuid }, { additionalProperties: false });

/** Who can help. The open part is for everybody; the rest for enrolled phones and members. */
export function directoryRoutes(app: App, house: House): void {
  const answer = async (withDesks: boolean): Promise<Directory> => ({
    at: house.clock().toISOString(),
    emergency: [...house.emergency],
    services: await listServices(house.db, withDesks),
  });
  const response = { 200: Directory };
  app.get("/directory", { config: { access: "public" }, schema: { response } }, () => answer(false));
  app.get("/device/directory", { config: { access: "device" }, schema: { response } }, () => answer(true));
  app.get("/members/directory", { config: { access: "member" }, schema: { response } }, () => answer(true));

  const today = () => house.clock().toISOString().slice(0, 10);
  const read = async (id: string) => (await listServices(house.db, true)).find((service) => service.id === id);

  app.put(
    "/services/:id",
    { config: { access: "keep-services" }, schema: { params: One, body: ServiceChange, response: { 200: Service } } },
    async (request, reply) => {
      const { id } = request.params;
      const done = await asOrganisation(house.db, house.clock, memberOf(request).organisation, (scope) =>
        changeService(scope, id, request.body, today()),
      );
      const service = done ? await read(id) : undefined;
      return service ?? refuse(reply, "not-found");
    },
  );
  for (const [path, closed] of [
    ["close", true],
    ["reopen", false],
  ] as const)
    app.post(
      `/services/:id/${path}`,
      { config: { access: "keep-services" }, schema: { params: One, response: { 200: Service } } },
      async (request, reply) => {
        const done = await closeDesk(house, memberOf(request), request.params.id, closed);
        const service = done ? await read(request.params.id) : undefined;
        return service ?? refuse(reply, "not-found");
      },
    );
  app.post(
    "/services/:id/checked",
    { config: { access: "keep-services" }, schema: { params: One, response: { 200: Service } } },
    async (request, reply) => {
      const { id } = request.params;
      const done = await asOrganisation(house.db, house.clock, memberOf(request).organisation, (scope) =>
        markChecked(scope, id, today()),
      );
      const service = done ? await read(id) : undefined;
      return service ?? refuse(reply, "not-found");
    },
  );
}
