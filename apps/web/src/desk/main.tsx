import { effect } from "@preact/signals";
import { render } from "preact";
import { guardReturn } from "../shared/exit.ts";
import { App } from "./app.tsx";
import { onIdle } from "./idle.ts";
import { lock, stage, start } from "./session.ts";
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
  const inside = stage.value.at === "in";
  if (inside && watching === null) watching = onIdle(lock);
  if (!inside && watching !== null) {
    watching();
    watching = null;
  }
});

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no place for the desk");
render(<App />, root);
await start(asked.has("join"));
