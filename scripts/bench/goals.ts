import type { Figure, Measured } from './measure.ts';
import type { Column, Goal, Row } from './row.ts';
import type { VolumeName } from './volumes.ts';

/** A goal on one volume: what was asked, what was reached, and whether that is enough; undefined where it was not measured. */
export interface Verdict {
  readonly number: string;
  readonly asked: string;
  readonly reached: string;
  readonly isReached: boolean | undefined;
}

/** What else is known of a volume and a result. */
export interface Facts {
  /** MiB of the image's voxels. */
  readonly voxels: number;
  /** Bytes of the file that was made, and of the one that it must not exceed. */
  readonly file?: { readonly bytes: number; readonly limit: number };
}

/** What each of a row's goals for a volume came to. */
export function verdicts(row: Row, volume: VolumeName, { figures }: Measured, facts: Facts): readonly Verdict[] {
  return (row.goals ?? [])
    .filter(({ at }) => at.includes(volume))
    .map((goal) => ({ number: goal.number ?? row.number ?? '', ...verdict(goal, figures, facts) }));
}

type Figures = Readonly<Partial<Record<Column, Figure>>>;

function verdict(goal: Goal, figures: Figures, facts: Facts): Omit<Verdict, 'number'> {
  const { ours } = figures;
  switch (goal.kind) {
    case 'faster': {
      const asked = `${goal.factor}x faster than ${goal.than}`;
      const than = figures[goal.than];
      if (!ours || !than) return unmeasured(asked);
      const wall = than.wall / ours.wall;
      const ratio = goal.clock === 'wall' ? wall : Math.min(wall, cpuRatio(than, ours));
      return { asked, reached: `${digits(ratio)}x`, isReached: ratio >= goal.factor };
    }
    case 'within': {
      const asked = `at most ${goal.factor} of ${goal.of}`;
      const of = figures[goal.of];
      if (!ours || !of) return unmeasured(asked);
      const ratio = ours.wall / of.wall;
      return { asked, reached: digits(ratio), isReached: ratio <= goal.factor };
    }
    case 'peak': {
      const most = goal.constant + goal.timesVoxels * facts.voxels;
      return peakVerdict(ours, most, `at most ${Math.round(most)} MiB`);
    }
    case 'peakShare': {
      const of = figures[goal.of]?.peak;
      const asked = `at most ${goal.share} of the memory of ${goal.of}`;
      return of ? peakVerdict(ours, goal.share * of, asked) : unmeasured(asked);
    }
    case 'bytes': {
      const asked = 'file not larger';
      if (!facts.file) return unmeasured(asked);
      const { bytes, limit } = facts.file;
      return { asked, reached: `${digits(bytes / limit)} of it`, isReached: bytes <= limit };
    }
    default:
      return goal satisfies never;
  }
}

function peakVerdict(ours: Figure | undefined, most: number, asked: string): Omit<Verdict, 'number'> {
  if (!ours?.peak) return unmeasured(asked);
  return { asked, reached: `${Math.round(ours.peak)} MiB`, isReached: ours.peak <= most };
}

function unmeasured(asked: string): Omit<Verdict, 'number'> {
  return { asked, reached: 'not measured', isReached: undefined };
}

/** Processor time of whole processes comes in steps of 10 ms: of next to nothing there is no ratio. */
function cpuRatio(than: Figure, ours: Figure): number {
  return ours.cpu > 0 ? than.cpu / ours.cpu : Number.POSITIVE_INFINITY;
}

/** Three digits, as far as they say something: 0.0123, 1.23, 12.3, 1234. */
export function digits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
