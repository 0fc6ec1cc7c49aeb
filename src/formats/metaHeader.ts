import { type HeaderFields, lineAt, requireShort, shown, textOf } from './headerFields.ts';

/** A header of the MetaImage format: its fields, and the byte after the line that ends it. */
export interface MetaHeader {
  readonly fields: HeaderFields;
  readonly end: number;
}

/** Whether the bytes start as a MetaImage header does, whose first field is usually one of these. */
export function isMeta(bytes: Uint8Array): boolean {
  return /^\s*(ObjectType|NDims|Comment|ObjectSubType)\s*=/.test(textOf(bytes.subarray(0, 64)));
}

/** Splits a MetaImage header into its fields, from the first bytes of a file. Throws, with `name`, when it is no such header. */
export function parseMetaHeader(bytes: Uint8Array, name: string): MetaHeader {
  if (!isMeta(bytes)) {
    throw new Error(`${name} is not a MetaImage: it starts with neither "ObjectType =" nor "NDims ="`);
  }
  const fields = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const found = lineAt(bytes, at);
    const line = found.line.trim();
    at = found.next;
    if (line === '') continue;
    const parts = /^(\w+)\s*[=:]\s*(.*)$/.exec(line);
    if (!parts) throw new Error(`The header of ${name} has the line "${shown(line)}", which is no "field = value"`);
    requireShort(parts[1], parts[2], name);
    fields.set(parts[1], parts[2].trim());
    if (parts[1] === 'ElementDataFile') return { fields, end: at };
  }
  throw new Error(`The header of ${name} has no ElementDataFile: the file is damaged, or cut short`);
}
