import type { Scope } from "../database/scope.ts";
import { addService } from "../directory/directory.store.ts";

interface NewDesk {
  readonly organisation: string;
  readonly desk: { readonly id: string; readonly name: string };
  readonly phone: string;
  readonly at: Date;
}

/** A new desk's entry among those who can help: closed all week, until somebody there says what it offers. */
export async function addClosedService(scope: Scope, { organisation, desk, phone, at }: NewDesk): Promise<void> {
  await addService(scope, {
    ...{ id: crypto.randomUUID(), organisation, desk: desk.id, name: desk.name, phone },
    ...{ offers: [], whom: [], languages: [], hours: [[], [], [], [], [], [], []] },
    ...{ specialist: false, open: false, invented: false, checkedOn: at.toISOString().slice(0, 10) },
  });
}
