import { shareTexts } from '#src/app/texts/share.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { packText, unpackText } from './packedText.ts';

const key = '#network=';

/** From so many letters on, some programs cut a link that is sent with them. */
export const longLink = 2000;
/** From so many on, browsers do not open it, or not all of them. */
export const tooLongLink = 64_000;

/** A link that carries a network. What stands behind # never leaves the browser that opens it. */
export function linkOf(text: string, page: string): string {
  return `${page.split('#', 1)[0]}${key}${toBase64Url(packText(text))}`;
}

/** The text of the network that the part of an address from # on carries; undefined when it carries none. Throws a sentence when it is damaged. */
export function textOfLink(hash: string): string | undefined {
  if (!hash.startsWith(key)) return undefined;
  const packed = fromBase64Url(hash.slice(key.length));
  if (!packed) throw new Error(shareTexts.damaged.because(shareTexts.damaged.cutOrChanged));
  return unpackText(packed);
}
