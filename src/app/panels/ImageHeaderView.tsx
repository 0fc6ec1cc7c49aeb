import { engine } from '#src/app/evaluation.ts';
import { bytesText, numberText } from '#src/app/format.ts';
import { useDocument } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { inspectorTexts } from '#src/app/texts/inspectors.ts';
import { unitTexts } from '#src/app/texts/units.ts';
import { useGrid } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { axisCodes, sizeText, spacingOf } from '#src/image/affine.ts';
import { voxelCount } from '#src/image/volume.ts';
import { useForecast } from './ForecastText.tsx';
import { MatrixTable } from './MatrixTable.tsx';
import { Fact } from './NodeDetails.tsx';
import { useProbe } from './probe.ts';

/** All that is known of an image beside its voxels, with the matrix that places it. */
export function ImageHeaderView({ source }: { readonly source: OutputRef }) {
  const grid = useGrid(source);
  const type = useProbe(source, 'Info', 'dataType');
  const min = useProbe(source, 'Info', 'minValue');
  const max = useProbe(source, 'Info', 'maxValue');
  const mean = useProbe(source, 'Info', 'meanValue');
  const forecast = useForecast(source);
  const present = engine.peek(useDocument(), source);
  if (grid.status === 'failed') {
    return (
      <div role="alert">
        {grid.error?.node}: {grid.error?.message}
      </div>
    );
  }
  if (!grid.value) return <p className="panel-muted">…</p>;
  const { size, affine } = grid.value;
  const number = (value: unknown) => (typeof value === 'number' ? numberText(value) : '…');
  const spacing = spacingOf(affine);
  return (
    <>
      <dl className="facts">
        <Fact label={commonTexts.size}>{inspectorTexts.image.voxels(sizeText(size), voxelCount(size))}</Fact>
        <Fact label={commonTexts.type}>{String(type ?? '…')}</Fact>
        <Fact label={inspectorTexts.image.spacing}>{unitTexts.millimetres(spacing.map(numberText).join(' × '))}</Fact>
        <Fact label={inspectorTexts.image.extent}>
          {unitTexts.millimetres(size.map((n, axis) => numberText(n * spacing[axis])).join(' × '))}
        </Fact>
        <Fact label={inspectorTexts.image.orientation}>{axisCodes(affine).join('')}</Fact>
        <Fact label={inspectorTexts.image.rangeLabel}>
          {inspectorTexts.image.rangeAndMean(number(min), number(max), number(mean))}
        </Fact>
        {typeof present === 'object' && 'voxels' in present && (
          <Fact label={commonTexts.held}>{bytesText(present.voxels.byteLength)}</Fact>
        )}
        {forecast && (
          <Fact label={inspectorTexts.forecast.title}>
            {inspectorTexts.forecast.all(bytesText(forecast.peak), bytesText(engine.memory().budget))}
          </Fact>
        )}
      </dl>
      <MatrixTable
        label={inspectorTexts.image.toWorld(source)}
        caption={inspectorTexts.image.toWorldCaption}
        values={affine}
      />
    </>
  );
}
