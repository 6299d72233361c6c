import { folder } from "./build.ts";
import { check } from "./check.ts";
import { assemble, type Files, readFiles } from "./read.ts";

/** Test support: a copy of the real files with one thing spoilt. The checks must find it: one that cannot fail protects nothing. */
export function spoilt(spoil: (files: Files) => void): Files {
  const files = structuredClone(readFiles(folder));
  spoil(files);
  return files;
}

/** What the checks say of it, one line per fault. */
export function faults(spoil: (files: Files) => void): string {
  return check(assemble(spoilt(spoil))).join("\n");
}

export type Loose<T> = { -readonly [K in keyof T]: T[K] extends object ? Loose<T[K]> : T[K] };

/** One file, free to be changed. */
export function file<T>(files: Files, name: string): Loose<T> {
  return files[name] as Loose<T>;
}
