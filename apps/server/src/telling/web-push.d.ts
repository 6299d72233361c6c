declare module "web-push" {
  interface RequestDetails {
    readonly endpoint: string;
    readonly method: "POST";
    readonly headers: Record<string, string | number>;
    readonly body: Buffer;
  }
  const webPush: {
    /** A P-256 pair, base64url. */
    generateVAPIDKeys(): { publicKey: string; privateKey: string };
    /** Seals a message (RFC 8291) and signs who sends it (RFC 8292). Sends nothing. @throws where the keys are none */
    generateRequestDetails(
      subscription: { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } },
      payload: string,
      options: {
        readonly vapidDetails: { readonly subject: string; readonly publicKey: string; readonly privateKey: string };
        readonly TTL: number;
        readonly urgency: "normal" | "high";
        readonly contentEncoding: "aes128gcm";
      },
    ): RequestDetails;
  };
  export default webPush;
}
