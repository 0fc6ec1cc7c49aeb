import { dock } from '#src/app/dockLayout.ts';
import { currentDocument, notify, openPanel } from '#src/app/store.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import { nodeOf } from '#src/graph/document.ts';
import type { FileRef } from '#src/graph/module.ts';
import { seriesOf } from './study.ts';

/** Opens the panel of a module whose study has several series, so that one can be chosen; nothing for other files. */
export async function offerSeries(node: string, file: FileRef): Promise<void> {
  const listing = await seriesOf(file).catch(() => undefined);
  const params = nodeOf(currentDocument(), node)?.params;
  const isStillThere =
    typeof params?.name === 'object' && params.name !== null && 'hash' in params.name && params.name.hash === file.hash;
  if (!listing || listing.series.length < 2 || !isStillThere || params.series !== '') return;
  openPanel(node, 'panel');
  dock.front({ node, kind: 'panel' });
  notify('info', fileTexts.series.offer(file.name, listing.series.length, node));
}
