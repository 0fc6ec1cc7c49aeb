import type { DicomElements } from './dicomElements.ts';
import { textValues, valueBytes } from './dicomValues.ts';

/** The character sets of DICOM (PS3.3, C.12.1.1.2) by what TextDecoder calls them. */
const encodings: Readonly<Record<string, string>> = {
  192: 'utf-8',
  100: 'iso-8859-1',
  101: 'iso-8859-2',
  109: 'iso-8859-3',
  110: 'iso-8859-4',
  144: 'iso-8859-5',
  127: 'iso-8859-6',
  126: 'iso-8859-7',
  138: 'iso-8859-8',
  148: 'windows-1254',
  203: 'iso-8859-15',
  166: 'windows-874',
  13: 'shift_jis',
  87: 'iso-2022-jp',
  149: 'euc-kr',
  58: 'gb2312',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

const longest = 256;

/** A text in the character set that the file declares, without padding and control characters; undefined where it is missing. */
export function writtenText(set: DicomElements, tag: number): string | undefined {
  const bytes = valueBytes(set, tag);
  if (!bytes) return undefined;
  const declared = textValues(set, 0x00080005).filter(Boolean).at(-1) ?? '';
  const encoding = encodings[/\d+$/.exec(declared)?.[0] ?? ''] ?? encodings[declared] ?? 'iso-8859-1';
  // TextDecoder takes no shared memory.
  const text = new TextDecoder(encoding).decode(Uint8Array.from(bytes.subarray(0, longest)));
  const clean = [...text]
    .map((letter) => (/\p{Cc}/u.test(letter) ? ' ' : letter))
    .join('')
    .trim();
  return clean === '' ? undefined : clean;
}
