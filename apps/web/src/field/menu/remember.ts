/**
 * Settings of this phone, kept in clear: language, role, kind of community. Nothing about anybody met may come here; it is the only
 * place of this app that writes to storage without sealing.
 */
export function remembered(name: Setting): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name: Setting, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Storage is switched off: the setting lasts as long as the page does.
  }
}

/** `shared`: somebody began a shift here. `pseudo` is set by testers and shows them the right-to-left test language. */
export type Setting = "shared" | "language" | "role" | "community" | "pseudo";
