import { engine } from '#src/app/evaluation.ts';
import { bytesText, numberText } from '#src/app/format.ts';
import { useDocument } from '#src/app/store.ts';
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
        <Fact label="Size">
          {sizeText(size)}, {voxelCount(size).toLocaleString('en')} voxels
        </Fact>
        <Fact label="Type">{String(type ?? '…')}</Fact>
        <Fact label="Spacing">{spacing.map(numberText).join(' × ')} mm</Fact>
        <Fact label="Extent">{size.map((n, axis) => numberText(n * spacing[axis])).join(' × ')} mm</Fact>
        <Fact label="Orientation">{axisCodes(affine).join('')}</Fact>
        <Fact label="Range">
          {number(min)} to {number(max)}, mean {number(mean)}
        </Fact>
        {typeof present === 'object' && 'voxels' in present && (
          <Fact label="Held">{bytesText(present.voxels.byteLength)}</Fact>
        )}
        {forecast && (
          <Fact label="Memory forecast">
            with all below it {bytesText(forecast.peak)} of {bytesText(engine.memory().budget)}
          </Fact>
        )}
      </dl>
      <MatrixTable label={`Voxel to world matrix of ${source}`} caption="Voxel to world, mm, RAS+" values={affine} />
    </>
  );
}
