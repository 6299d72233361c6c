import { render } from "preact";
import { leave, onThreeShifts, stayBlank } from "../shared/exit.ts";
import { setUpLanguage } from "./languages.ts";
import { Page } from "./page.tsx";
import { hush } from "./voice.ts";

// Nothing here is written anywhere: no storage, no cookie, no step in the history, no service worker of its own.
const exit = () => leave(hush);
stayBlank();
onThreeShifts(exit);
await setUpLanguage();
const root = document.getElementById("app");
if (root === null) throw new Error("the page has no place for its words");
render(<Page exit={exit} />, root);
