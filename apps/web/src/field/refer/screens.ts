/** The screens of Refer and what stands beside them: a chunk of its own, fetched right after the list is drawn. */
export { Menu } from "../menu/menu.tsx";
export { ChoiceScreen } from "./choice.tsx";
export { DangerScreen } from "./danger.tsx";
export { Helps } from "./helps.tsx";
export { LookOver } from "./look-over.tsx";
export { PhoneInstead } from "./phone-instead.tsx";
export { SentScreen } from "./sent.tsx";
export { Support } from "./support.tsx";
export { Who } from "./who.tsx";
