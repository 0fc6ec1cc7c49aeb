import type { ReactNode } from 'react';
import type { GraphNode } from '#src/graph/document.ts';
import type { Param } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';
import { SeriesRow } from './SeriesRow.tsx';
import { type SeriesState, useSeries } from './useSeries.ts';

interface ImageFieldRowProps {
  readonly node: string;
  readonly found: GraphNode;
  readonly name: string;
  readonly param: Param;
  /** The row that the field has in any panel. */
  readonly children: ReactNode;
}

/**
 * A field of the module that reads files: series are a table, and what the file has nothing of is left out, unless it was set.
 */
export function ImageFieldRow({ node, found, name, param, children }: ImageFieldRowProps) {
  const file = isFileRef(found.params.name) ? found.params.name : undefined;
  const state = useSeries(file);
  const value = found.params[name] ?? param.default;
  if (name === 'series') return <SeriesRow node={node} name={name} value={String(value)} file={file} state={state} />;
  const isSet = value !== param.default;
  return isSet || isOf(name, file?.name, state, String(found.params.series ?? '')) ? children : null;
}

/** Whether a file has anything that a field chooses, as far as is known. */
function isOf(field: string, fileName: string | undefined, state: SeriesState, chosen: string): boolean {
  // Only a header has its voxels elsewhere; which file is one, its name says.
  if (field === 'voxels') return fileName !== undefined && /\.(hdr|img|nhdr|mhd|mha|raw|zraw)(\.gz)?$/i.test(fileName);
  if (state.status !== 'ready') return true;
  const { series } = state.listing;
  const shown = series.find(({ id }) => id === chosen) ?? (series.length === 1 ? series[0] : undefined);
  if (field === 'frame') return shown !== undefined && shown.frames > 1;
  if (field === 'channel') return shown !== undefined && shown.samples > 1;
  return true;
}
