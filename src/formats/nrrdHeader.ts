import { type HeaderFields, lineAt, requireShort, shown, textOf } from './headerFields.ts';
import { longestHead } from './unpackedHead.ts';

/** A header of the NRRD format: its fields by their names in lower case, and where it ends. */
export interface NrrdHeader {
  readonly fields: HeaderFields;
  /** The byte after the empty line that ends the header; undefined where there is none, as in detached headers. */
  readonly end: number | undefined;
}

/** Other spellings of field names (teem's nrrdField table). */
const spellings: Readonly<Partial<Record<string, string>>> = {
  datafile: 'data file',
  lineskip: 'line skip',
  byteskip: 'byte skip',
  axismins: 'axis mins',
  axismaxs: 'axis maxs',
  centerings: 'centers',
  'sample units': 'sampleunits',
};

/** Whether the bytes start as an NRRD header does. */
export function isNrrd(bytes: Uint8Array): boolean {
  return textOf(bytes.subarray(0, 4)) === 'NRRD';
}

/** Splits an NRRD header into its fields, from the first bytes of a file. Throws, with `name`, when it is no such header. */
export function parseNrrdHeader(bytes: Uint8Array, name: string): NrrdHeader {
  const first = lineAt(bytes, 0);
  if (!/^NRRD000\d$/.test(first.line)) {
    const start = shown(textOf(bytes.subarray(0, 9)));
    throw new Error(`${name} is not an NRRD image: it starts with "${start}" instead of "NRRD0004"`);
  }
  const fields = new Map<string, string>();
  for (let at = first.next; at < bytes.length; ) {
    const { line, next } = lineAt(bytes, at);
    at = next;
    if (line === '') return { fields, end: at };
    // Comments, and pairs of key and value, which say nothing of where the voxels are.
    if (line.startsWith('#') || /^[^:]*:=/.test(line)) continue;
    const parts = /^([^:]+): ?(.*)$/.exec(line);
    if (!parts) throw new Error(`The header of ${name} has the line "${shown(line)}", which is no "field: value"`);
    requireShort(parts[1], parts[2], name);
    const field = parts[1].trim().toLowerCase();
    fields.set(spellings[field] ?? field, parts[2].trim());
    // The list of files goes on to the end.
    if (/^(data file|datafile)$/.test(field) && parts[2].startsWith('LIST')) return { fields, end: undefined };
  }
  if (bytes.length >= longestHead) {
    throw new Error(`The header of ${name} does not end within its first ${longestHead} bytes: the file is damaged`);
  }
  return { fields, end: undefined };
}
