/** Everything that stores or sends: one lazy chunk, so that the list opens without it. */
export { enrol } from "./enrol.ts";
export { dropKept, dropOpened, keepHere, openKept } from "./kept.ts";
export { refer } from "./refer.ts";
export { sendAll } from "./sender.ts";
export { start } from "./start.ts";
export { doNotSend, withdraw } from "./take-back.ts";
