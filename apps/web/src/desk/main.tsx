import { effect } from "@preact/signals";
import { render } from "preact";
import { guardReturn } from "../shared/exit.ts";
import { App } from "./app.tsx";
import { onIdle } from "./idle.ts";
import { keepLive } from "./live/live.ts";
import { attendKeys } from "./people/attend.ts";
import { keepConfirming } from "./phones/confirming.ts";
import { lock, stage, start } from "./session.ts";
import { wayBack } from "./sign-in/provider.ts";
import { languages, speakDesk } from "./words.ts";

guardReturn();

/** Anybody may turn the pseudo-language on for this browser, to see the desk from right to left. */
const asked = new URLSearchParams(location.search);
if (asked.has("pseudo")) localStorage.setItem("pseudo", "1");

const spoken = navigator.languages.flatMap((tag) => [tag, tag.split("-")[0] ?? tag]);
const wanted = asked.has("pseudo") ? "ar-XB" : (spoken.find((tag) => languages().includes(tag)) ?? "en");
await speakDesk(wanted);

let watching: (() => void) | null = null;
effect(() => {
  const now = stage.value;
  if (now.at === "in" && watching === null) {
    const stops = [onIdle(lock), keepConfirming(now.session), attendKeys(), keepLive()];
    watching = () => {
      for (const stop of stops) stop();
    };
  }
  if (now.at !== "in" && watching !== null) {
    watching();
    watching = null;
  }
});

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no place for the desk");
render(<App />, root);
const back = wayBack(asked);
/** A colleague's invitation: the code stands behind the #, so that it is in no request and no log. */
const invited = /^#join=([0-9A-Za-z-]{8,64})$/.exec(location.hash)?.[1];
if (invited !== undefined) stage.value = { at: "invited", code: invited };
else if (back === null) await start(asked.has("join"));
else {
  // What came back is used once, and does not stay in the address.
  history.replaceState(null, "", "/desk");
  stage.value = { at: "returned", answer: back.answer };
}
