/** What `npm run knowledge` writes; a fresh clone has none of it yet, so each reader says what it expects inside. */
declare module "@knowledge/*.json" {
  const content: unknown;
  export default content;
}
