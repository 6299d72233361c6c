/** This phone, once a desk has connected it. The signing key cannot be read out of the browser, also not by this app. */
export interface Device {
  readonly id: string;
  /** Bearer token of the device. */
  readonly token: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly desk: { readonly id: string; readonly name: string };
  readonly signingKey: CryptoKey;
  /** Desk keys as a phone saw them that was connected before keys were signed; they lead it over to the signed directory. */
  readonly pins?: Pins;
}

/** age recipient of each desk, by desk id. */
export type Pins = Readonly<Record<string, string>>;
