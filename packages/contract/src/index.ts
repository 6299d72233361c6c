export * from "./directory.ts";
export * from "./envelope.ts";
export * from "./errors.ts";
export * from "./people.ts";
export * from "./referrals.ts";
export * from "./text.ts";
