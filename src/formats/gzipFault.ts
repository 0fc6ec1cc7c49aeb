/** What may be wrong with a gzip file: it ends too early, its checksum does not fit, or something else, named for those who know. */
export type GzipFault = 'cut' | 'checksum' | { readonly reason: string };

/** The error that tells a user what is wrong with a gzip file and what to do. */
export function gzipFault(name: string, fault: GzipFault, cause?: unknown): Error {
  const what =
    fault === 'cut'
      ? 'is cut short: its gzip data ends in the middle'
      : fault === 'checksum'
        ? 'is damaged: the checksum at the end of its gzip data does not fit the content'
        : `is damaged: its gzip data cannot be unpacked (${fault.reason})`;
  return new Error(`${name} ${what}. Copy or download it again`, cause === undefined ? {} : { cause });
}
