import { type Limits, limitSettings } from './limits.ts';

const units: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['kb', 1e3],
  ['mb', 1e6],
  ['gb', 1e9],
  ['kib', 2 ** 10],
  ['mib', 2 ** 20],
  ['gib', 2 ** 30],
]);

/** A size as people write it, "8 GB", "512MiB", "1.5gb", in bytes; undefined where it is none. */
export function parseSize(text: string): number | undefined {
  const parts = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/i.exec(text);
  const unit = parts && units.get(parts[2].toLowerCase());
  return unit ? Math.round(Number(parts[1]) * unit) : undefined;
}

/** A size such that `parseSize` gives it back: "4 GiB", "64 MiB", "5.3 GB", "1234567 B". */
export function writeSize(bytes: number): string {
  for (const [unit, size] of [
    ['GiB', 2 ** 30],
    ['GB', 1e8],
    ['MiB', 2 ** 20],
    ['MB', 1e5],
    ['KiB', 2 ** 10],
  ] as const) {
    if (bytes < size || bytes % size !== 0) continue;
    const isTenth = unit.length === 2;
    return `${bytes / size / (isTenth ? 10 : 1)} ${unit}`;
  }
  return `${bytes} B`;
}

/** A size typed for a limit, or the sentence why it does not fit. */
export function parseLimit(limit: keyof Limits, text: string): { readonly bytes: number } | { readonly error: string } {
  const setting = limitSettings[limit];
  const bytes = parseSize(text);
  if (bytes === undefined) return { error: `${JSON.stringify(text)} is no size: write for instance 8 GB or 512 MiB` };
  if (!setting || (bytes >= setting.least && bytes <= setting.most)) return { bytes };
  return {
    error: `${setting.label} may be ${writeSize(setting.least)} to ${writeSize(setting.most)}, not ${text.trim()}`,
  };
}

/** Limits of the form "image=8GB", as the command line takes them. Throws a sentence for what is no limit. */
export function parseLimits(texts: readonly string[]): Partial<Limits> {
  const entries = texts.map((text): [string, number] => {
    const [name, size = ''] = text.split(/=(.*)/s);
    const limit = Object.entries(limitSettings).find(([, setting]) => setting?.name === name)?.[0];
    if (limit === undefined) {
      const names = Object.values(limitSettings).map((setting) => setting?.name);
      throw new Error(`There is no limit ${JSON.stringify(name)}: write ${names.join('=SIZE or ')}=SIZE`);
    }
    const parsed = parseLimit(limit as keyof Limits, size);
    if ('error' in parsed) throw new Error(parsed.error);
    return [limit, parsed.bytes];
  });
  return Object.fromEntries(entries);
}
