import { render } from "preact";
import { guardReturn } from "../shared/exit.ts";
import { worksOffline } from "../shared/trust.ts";
import { App } from "./app.tsx";
import { keeper } from "./keeper.ts";
import { setUpLanguage } from "./languages.ts";
import { followHistory } from "./page/place.ts";

guardReturn();
followHistory();
await setUpLanguage();
const root = document.getElementById("app");
if (root === null) throw new Error("the page has no place for the app");
render(<App />, root);
// What is kept and sent comes after the first paint: the list needs neither.
void keeper().then((kept) => kept?.start());
void worksOffline();
