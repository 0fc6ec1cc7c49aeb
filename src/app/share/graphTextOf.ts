import { shareTexts } from '#src/app/texts/share.ts';
import { textOfPng } from './pngNetwork.ts';
import { textOfSvg } from './svgNetwork.ts';

/** The text of a graph file, or of the network in a picture. Throws a sentence when the picture holds none, or a damaged one. */
export async function graphTextOf(file: File): Promise<string> {
  const isSvg = /\.svg$/i.test(file.name);
  if (!isSvg && !/\.png$/i.test(file.name)) return file.text();
  const text = isSvg ? await textOfSvg(file) : await textOfPng(file);
  if (text === undefined) throw new Error(shareTexts.damaged.noNetwork);
  return text;
}
