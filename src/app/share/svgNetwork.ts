import { shareTexts } from '#src/app/texts/share.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { packText, unpackText } from './packedText.ts';

/** Pictures of networks are far smaller. */
const mostBytes = 2 ** 25;

/** The element of an SVG picture that holds a network; it is drawn by nobody. */
export function svgMetadata(text: string): string {
  return `<metadata id="voxgraph-network">${toBase64Url(packText(text))}</metadata>`;
}

/** The text of the network in an SVG file; undefined when there is none. Throws a sentence when it is damaged. Nothing of the picture is ever drawn. */
export async function textOfSvg(file: Blob): Promise<string | undefined> {
  if (file.size > mostBytes) return undefined;
  const letters = /<metadata id="voxgraph-network">\s*([A-Za-z0-9_-]{1,33554432})\s*<\/metadata>/.exec(
    await file.text(),
  )?.[1];
  const packed = letters === undefined ? undefined : fromBase64Url(letters);
  if (letters !== undefined && !packed) throw new Error(shareTexts.damaged.because(shareTexts.damaged.cut));
  return packed && unpackText(packed);
}
