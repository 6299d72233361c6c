/** An enrolled phone, as the server lists it. */
export interface Device {
  readonly id: string;
  readonly desk: string;
  readonly enrolledAt: string;
  readonly revokedAt: string | null;
}
export interface Devices {
  readonly devices: readonly Device[];
}

/** A phone has no name of its own; the end of its id tells two apart. */
export const shortOf = (device: Pick<Device, "id">): string => device.id.slice(-4).toUpperCase();

/** Those that may send first, the newest first among each. */
export const inUseFirst = (devices: readonly Device[]): Device[] =>
  [...devices].sort(
    (a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null) || b.enrolledAt.localeCompare(a.enrolledAt),
  );
