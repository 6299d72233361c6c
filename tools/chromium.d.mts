export function findChromium(): string | null;
export function needChromium(): Promise<string | null>;
