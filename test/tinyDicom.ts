/** What a made-up DICOM file says; tags that are not named here are not in it. */
export interface TinyDicom {
  readonly rows?: number;
  readonly columns?: number;
  readonly values?: readonly number[];
  readonly position?: readonly number[];
  readonly orientation?: readonly number[];
  /** Between rows, then between columns, as DICOM has it. */
  readonly spacing?: readonly number[];
  readonly series?: string;
  readonly instance?: string;
  readonly number?: number;
  /** The transfer syntax that is declared, whatever the pixels are. */
  readonly syntax?: string;
  /** Further elements, or others instead of the usual ones, by tag. */
  readonly more?: Readonly<Record<number, readonly [vr: string, value: string | number | Uint8Array]>>;
}

/** A DICOM file of 16 signed bits, explicit VR, little endian, written out by hand. */
export function tinyDicom({
  rows = 2,
  columns = 3,
  values = Array.from({ length: rows * columns }, (_, n) => n),
  position,
  orientation = [1, 0, 0, 0, 1, 0],
  spacing = [1, 1],
  series = '1.2.3',
  instance = `1.2.3.${Math.abs(hash([position, values]))}`,
  number = 1,
  syntax = '1.2.840.10008.1.2.1',
  more = {},
}: TinyDicom): Uint8Array {
  const pixels = new Uint8Array(Int16Array.from(values).buffer);
  const elements: Record<number, readonly [string, string | number | Uint8Array]> = {
    524310: ['UI', '1.2.840.10008.5.1.4.1.1.4'],
    524312: ['UI', instance],
    524384: ['CS', 'MR'],
    2097165: ['UI', '1.2'],
    2097166: ['UI', series],
    2097169: ['IS', '7'],
    2097171: ['IS', String(number)],
    2621442: ['US', 1],
    2621444: ['CS', 'MONOCHROME2'],
    2621456: ['US', rows],
    2621457: ['US', columns],
    2621488: ['DS', spacing.join('\\')],
    2621696: ['US', 16],
    2621697: ['US', 16],
    2621698: ['US', 15],
    2621699: ['US', 1],
    ...(position ? { 2097202: ['DS', position.join('\\')], 2097207: ['DS', orientation.join('\\')] } : {}),
    2145386512: ['OW', pixels],
    ...more,
  } as Record<number, readonly [string, string | number | Uint8Array]>;
  const meta = element(0x00020010, 'UI', syntax);
  const parts = Object.entries(elements)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([tag, [vr, value]]) => element(Number(tag), vr, value));
  return Uint8Array.from(
    Buffer.concat([
      Buffer.alloc(128),
      Buffer.from('DICM'),
      element(0x00020000, 'UL', Uint8Array.of(meta.length, 0, 0, 0)),
      meta,
      ...parts,
    ]),
  );
}

/** One element, its value filled up to an even length. */
export function element(tag: number, vr: string, value: string | number | Uint8Array): Buffer {
  const raw =
    typeof value === 'number'
      ? Uint8Array.of(value & 255, value >> 8)
      : typeof value === 'string'
        ? Buffer.from(value, 'latin1')
        : value;
  const even = Buffer.alloc(raw.length + (raw.length % 2), vr === 'UI' ? 0 : ' ');
  even.set(raw);
  const isLong = ['OB', 'OW', 'SQ', 'UN'].includes(vr);
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, 'latin1');
  if (isLong) head.writeUInt32LE(even.length, 8);
  else head.writeUInt16LE(even.length, 6);
  return Buffer.concat([head, even]);
}

/** A number for a file, from all that is in it. */
function hash(value: unknown): number {
  return [...JSON.stringify(value)].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) | 0, 7);
}
