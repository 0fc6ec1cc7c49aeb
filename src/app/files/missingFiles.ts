import { create } from 'zustand';
import type { ParamValue } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';

/** The hashes of files that were asked for and are not on this machine. */
const useMissing = create<{ readonly hashes: ReadonlySet<string> }>(() => ({ hashes: new Set() }));

export function missedFile(hash: string): void {
  useMissing.setState(({ hashes }) => (hashes.has(hash) ? {} : { hashes: new Set([...hashes, hash]) }));
}

export function foundFile(hash: string): void {
  useMissing.setState(({ hashes }) =>
    hashes.has(hash) ? { hashes: new Set([...hashes].filter((each) => each !== hash)) } : {},
  );
}

/** The first parameter of a node whose file is not here, as far as it was asked for; undefined when all are. */
export function useMissingParam(params: Readonly<Record<string, ParamValue>>): string | undefined {
  return useMissing(({ hashes }) => Object.keys(params).find((name) => isMissing(hashes, params[name])));
}

/** Whether a value names a file that is not here. */
export function useIsMissing(value: ParamValue): boolean {
  return useMissing(({ hashes }) => isMissing(hashes, value));
}

/** A file without a hash is one that no machine has ever seen. */
function isMissing(hashes: ReadonlySet<string>, value: ParamValue | undefined): boolean {
  if (!isFileRef(value) || value.sample !== undefined) return false;
  return value.hash === undefined || hashes.has(value.hash);
}
