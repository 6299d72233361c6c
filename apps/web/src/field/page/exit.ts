import { leave } from "../../shared/exit.ts";
import { forgetNotes } from "../notes/current.ts";
import { forgetDraft } from "../refer/current.ts";

/** Leaves this app: everything entered is forgotten; what was sealed and waits to be sent stays, as does the connection to the desk. */
export function exit(): void {
  leave(() => {
    forgetNotes();
    forgetDraft();
  });
}
