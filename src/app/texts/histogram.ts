/**
 * What a histogram says: of its bins, of the share of voxels on either side of a line, and of the lines that can be dragged. `values` is
 * a value or a range as text, shares are texts in percent, counts are numbers of voxels.
 */
export const histogramTexts = {
  none: 'No voxel holds a number.',
  counting: 'Counting…',
  of: (source: string) => `Histogram of ${source}`,
  ofFor: (source: string, node: string) => `Histogram of ${source} for ${node}`,
  bin: (values: string, count: number, share: string) => `${values}: ${count.toLocaleString('en')} voxels, ${share}`,
  binValue: (values: string, count: number) => `${values}: ${count} voxels`,
  noBin: 'no bin chosen',
  bins: (bins: number, voxels: number) =>
    `${bins} ${bins === 1 ? 'bin' : 'bins'}, ${voxels.toLocaleString('en')} ${voxels === 1 ? 'voxel' : 'voxels'}`,
  logScale: 'Log scale',
  otsu: (value: string) => `Otsu ${value}`,
  otsuTitle: "Otsu's threshold of the voxels above 0, as OtsuThreshold finds it",
  upTo: (below: string, value: string, above: string) => `${below} up to ${value}, ${above} above`,
  /** The share of voxels in a band; `where` is `betweenLines`. */
  share: (share: string, where: string) => `${share} ${where}`,

  dragLine: (line: string) => `${line}: drag, or the arrow keys (Shift: ten steps)`,
  betweenLines: 'between the lines',
  lowerEnd: 'Lower end',
  upperEnd: 'Upper end',
  black: 'Black',
  center: 'Center',
  white: 'White',
} as const;
