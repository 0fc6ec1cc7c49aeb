import { numberText } from '#src/app/format.ts';
import { useGrid } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { axisCodes, spacingOf } from '#src/image/affine.ts';
import { useProbe } from './probe.ts';

/** Size, type, spacing and orientation from the header, the range of values from all voxels: one line. */
export function ImageFacts({ source }: { readonly source: OutputRef }) {
  const grid = useGrid(source);
  const type = useProbe(source, 'Info', 'dataType');
  const min = useProbe(source, 'Info', 'minValue');
  const max = useProbe(source, 'Info', 'maxValue');
  if (grid.status === 'failed') return <div className="inspector-facts" />;
  const parts = grid.value
    ? [
        grid.value.size.join(' × '),
        String(type ?? '…'),
        `${spacingOf(grid.value.affine).map(numberText).join(' × ')} mm`,
        axisCodes(grid.value.affine).join(''),
        typeof min === 'number' && typeof max === 'number' ? rangeText(min, max) : 'range …',
      ]
    : ['…'];
  return (
    <div
      className="inspector-facts"
      data-testid="inspector-facts"
      title="Size, type, spacing, orientation, range of values"
    >
      {parts.join(', ')}
    </div>
  );
}

/** A result without any difference is worth a word: a mask that is empty or full, a field set beyond the values of the image. */
function rangeText(min: number, max: number): string {
  const range = `${numberText(min)} to ${numberText(max)}`;
  if (min !== max) return range;
  return min === 0 ? `${range} ⚠ empty: every voxel is 0` : `${range} ⚠ every voxel has this value`;
}
