/** Stands in for age-encryption's post-quantum half, which no key of ours uses. Any call means a mistake: it fails closed. */
function refuse(): never {
  throw new Error("post-quantum recipients are not used here");
}
const kem = { encapsulate: refuse, decapsulate: refuse, keygen: refuse, getPublicKey: refuse };

export { kem as MLKEM768P256, kem as MLKEM768X25519 };
