import { sheppLogan } from '#src/image/phantom.ts';
import type { Voxels } from '#src/image/volume.ts';
import type { Bench } from './bench.ts';
import type { Cell } from './cell.ts';
import { differingVoxels } from './differing.ts';
import { type Facts, verdicts } from './goals.ts';
import { type Loaded, loadedFrom } from './load.ts';
import { type MeasureOptions, measure, type Variant } from './measure.ts';
import { processVariants } from './processVariants.ts';
import { speedName } from './pythonSpeeds.ts';
import type { Column, Row, StepRow } from './row.ts';
import { stepVariants } from './stepVariants.ts';
import { timeCalls } from './times.ts';
import type { VolumeName } from './volumes.ts';
import { workerVariants } from './workerVariants.ts';

/** What may take so long that it must be left out. */
const slowColumns = ['python', 'naive'] as const;

/** Measures one row on one volume. Throws when our own part fails. */
export async function measureCell(row: Row, volume: VolumeName, input: Loaded, bench: Bench): Promise<Cell> {
  const { speeds, options } = bench;
  const { length: voxels, byteLength } = input.image.voxels;
  const speedOf = (column: Column) => speedName(row, column);
  if (row.kind === 'step' && row.naive && !options.readme && !speeds.has(speedOf('naive'))) {
    speeds.set(speedOf('naive'), await naiveSpeed(row.naive));
  }
  const most: Partial<Record<Column, number>> = { python: 1000 * options.limit, naive: (1000 * options.limit) / 6 };
  const measureOptions: MeasureOptions = {
    runs: options.runs,
    limitOf: (column) => most[column] ?? Number.POSITIVE_INFINITY,
    expected(column) {
      const speed = speeds.get(speedOf(column));
      return speed === undefined ? undefined : speed * voxels;
    },
    differing: (ours, theirs) => differenceOf(row, ours, theirs),
  };
  // The README's table has no column for what is naive.
  const variants = (await variantsOf(row, input, bench)).filter(({ column }) => !options.readme || column !== 'naive');
  const measured = await measure(variants, measureOptions);
  for (const column of slowColumns) {
    const figure = measured.figures[column];
    if (figure) speeds.set(speedOf(column), figure.wall / voxels);
  }
  const facts: Facts = { voxels: byteLength / 2 ** 20, ...(row.kind === 'step' ? await fileSizes(row, input) : {}) };
  return {
    name: row.name,
    number: row.number ?? '',
    volume,
    voxels,
    figures: measured.figures,
    other: otherName(row),
    verdicts: verdicts(row, volume, measured, facts),
    notes: measured.notes,
  };
}

async function variantsOf(row: Row, input: Loaded, bench: Bench): Promise<readonly Variant[]> {
  switch (row.kind) {
    case 'step':
      return stepVariants(row, input, bench.peer);
    case 'process':
      return processVariants(row, input, bench.places, bench.peer !== undefined);
    case 'workers':
      return workerVariants(row, input, bench.workers);
    default:
      return row satisfies never;
  }
}

/** Milliseconds a voxel on a volume so small that it cannot take long, in the second run. */
async function naiveSpeed(naive: NonNullable<StepRow['naive']>): Promise<number> {
  const image = sheppLogan({ size: [40, 40, 40], type: 'int16', noise: 30 });
  const small = loadedFrom(image, 100, '');
  await naive(small);
  const { wall } = await timeCalls(() => naive(small), 1);
  return wall / image.voxels.length;
}

/** How many voxels of what counts in two results differ. */
function differenceOf(row: Row, ours: Voxels, theirs: Voxels): number {
  if (row.kind !== 'step') return differingVoxels(ours, theirs);
  const { compared = (result: Voxels) => result, tolerance } = row;
  return differingVoxels(compared(ours), compared(theirs), tolerance);
}

async function fileSizes(row: StepRow, input: Loaded): Promise<Partial<Facts>> {
  if (!row.fileLimit) return {};
  const ours = await row.ours(input);
  const limit = await row.fileLimit.run(input);
  return { file: { bytes: ours.byteLength, limit: limit.byteLength } };
}

function otherName(row: Row): string | undefined {
  switch (row.kind) {
    case 'step':
      return row.other?.name;
    case 'process':
      return 'the start of Node alone';
    case 'workers':
      return 'one worker';
    default:
      return row satisfies never;
  }
}
