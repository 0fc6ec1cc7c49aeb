import { shareTexts } from '#src/app/texts/share.ts';
import type { NetworkPicture } from './drawNetwork.ts';
import { pngWithNetwork } from './pngNetwork.ts';

/** Dots for each CSS pixel of a PNG picture, where it does not become too large. */
const sharpness = 2;
const mostDots = 24_000_000;
const mostSide = 8192;

/** The SVG file of a picture. */
export function svgFile({ svg }: NetworkPicture): Blob {
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** The PNG file of a picture, with the same network inside. Rejects when the browser cannot draw it. */
export async function pngFile(picture: NetworkPicture, text: string): Promise<Blob> {
  const { width, height } = picture;
  const scale = Math.min(sharpness, mostSide / Math.max(width, height), Math.sqrt(mostDots / (width * height)));
  const address = URL.createObjectURL(svgFile(picture));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error(shareTexts.notDrawn);
    const png = new Uint8Array(await blob.arrayBuffer());
    return new Blob([pngWithNetwork(png, text)], { type: 'image/png' });
  } finally {
    URL.revokeObjectURL(address);
  }
}
