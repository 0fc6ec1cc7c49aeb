import { numberText } from '#src/app/format.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { inspectorTexts } from '#src/app/texts/inspectors.ts';
import { unitTexts } from '#src/app/texts/units.ts';
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
        unitTexts.millimetres(spacingOf(grid.value.affine).map(numberText).join(' × ')),
        axisCodes(grid.value.affine).join(''),
        typeof min === 'number' && typeof max === 'number' ? rangeText(min, max) : inspectorTexts.image.rangeUnknown,
      ]
    : ['…'];
  return (
    <div className="inspector-facts" data-testid="inspector-facts" title={inspectorTexts.image.title}>
      {parts.join(', ')}
    </div>
  );
}

/** A result without any difference is worth a word: a mask that is empty or full, a field set beyond the values of the image. */
function rangeText(min: number, max: number): string {
  const range = commonTexts.range(numberText(min), numberText(max));
  if (min !== max) return range;
  return min === 0 ? inspectorTexts.image.isEmpty(range) : inspectorTexts.image.isConstant(range);
}
