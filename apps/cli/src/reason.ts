/** What an error says. Node's error for a name with several addresses, all refused, has an empty message of its own. */
export function reasonOf(error: unknown): string {
  const { message, errors } = error as Error & { readonly errors?: readonly Error[] };
  return message || [...new Set((errors ?? []).map((one) => one.message))].join("; ");
}
