import { viewerTexts } from '#src/app/texts/viewers.ts';

/** A canvas as a PNG file. Rejects with a sentence when the browser has no memory for it. */
export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error(viewerTexts.picture.noPng(canvas.width, canvas.height)));
    }, 'image/png');
  });
}

/** Puts a picture on the clipboard. Rejects with a sentence where the browser does not allow it. */
export async function copyPicture(picture: Promise<Blob>): Promise<void> {
  if (!('ClipboardItem' in globalThis) || !navigator.clipboard?.write) {
    throw new Error(viewerTexts.picture.noCopy);
  }
  // The promise goes to the clipboard itself, since some browsers want the call within the click.
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
}

/** A name for files from the name of a view: "SynchroView2D, left" gives "SynchroView2D-left". */
export function fileNameOf(view: string, suffix: string): string {
  return `${view.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'view'}${suffix}`;
}
