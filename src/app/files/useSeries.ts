import { useEffect, useState } from 'react';
import type { DicomListing } from '#src/formats/dicomSeries.ts';
import type { FileRef } from '#src/graph/module.ts';
import { useIsMissing } from './missingFiles.ts';
import { seriesOf } from './study.ts';

/** What is known of the series of a file. */
export type SeriesState =
  | { readonly status: 'none' }
  | { readonly status: 'reading'; readonly fraction: number }
  | { readonly status: 'ready'; readonly listing: DicomListing }
  | { readonly status: 'failed'; readonly why: string };

/** The series of a file, read when it is first shown. */
export function useSeries(file: FileRef | undefined): SeriesState {
  const [known, setKnown] = useState<{ readonly hash: string | undefined; readonly state: SeriesState }>();
  const isMissing = useIsMissing(file ?? null);
  const hash = isMissing ? undefined : file?.hash;
  const name = file?.name ?? '';
  useEffect(() => {
    if (hash === undefined) return;
    let isOver = false;
    const tell = (state: SeriesState) => {
      if (!isOver) setKnown({ hash, state });
    };
    seriesOf({ name, hash }, (fraction) => tell({ status: 'reading', fraction })).then(
      (listing) => tell(listing ? { status: 'ready', listing } : { status: 'none' }),
      (error: unknown) => tell({ status: 'failed', why: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [name, hash]);
  if (hash === undefined) return { status: 'none' };
  return known?.hash === hash ? known.state : { status: 'reading', fraction: 0 };
}
