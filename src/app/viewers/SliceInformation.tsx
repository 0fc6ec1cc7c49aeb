import { commonTexts } from '#src/app/texts/common.ts';
import { sliceTexts } from '#src/app/texts/slices.ts';
import { unitTexts } from '#src/app/texts/units.ts';
import { axisCodes, sizeText, spacingOf } from '#src/image/affine.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { valueText } from './readout.ts';
import type { ShownSlice, SlicePicture } from './useSlicePicture.ts';
import type { Convention } from './viewerDisplay.ts';
import { unitOf } from './windowPresets.ts';

interface SliceInformationProps {
  readonly picture: SlicePicture;
  readonly shown: ShownSlice;
  readonly convention: Convention;
}

/** What there is to know of the image of a view. */
export function SliceInformation({ picture, shown, convention }: SliceInformationProps) {
  const grid = picture.grid.output.value ?? shown.volume;
  const { meta, voxels } = shown.volume;
  const rows: readonly (readonly [string, string])[] = [
    [commonTexts.source, picture.grid.source ?? ''],
    [commonTexts.size, sizeText(grid.size)],
    [
      sliceTexts.information.voxelSize,
      unitTexts.millimetres(
        spacingOf(grid.affine)
          .map((mm) => Number(mm.toFixed(4)))
          .join(' × '),
      ),
    ],
    [commonTexts.type, voxelTypes[voxelTypeOf(voxels)].label],
    [sliceTexts.information.stored, axisCodes(grid.affine).join('')],
    [
      sliceTexts.information.shown,
      sliceTexts.information.slices(
        sliceTexts.planes[shown.geometry.plane],
        'ijk'[shown.geometry.axes[2]],
        convention === 'RADIOLOGICAL' ? sliceTexts.information.radiological : sliceTexts.information.neurological,
      ),
    ],
    [
      sliceTexts.information.values,
      picture.range
        ? commonTexts.range(valueText(picture.range.min), valueText(picture.range.max))
        : sliceTexts.information.noValues,
    ],
    ...(meta?.modality ? [[sliceTexts.information.modality, meta.modality] as const] : []),
    ...(unitOf(meta) ? [[sliceTexts.information.unit, unitOf(meta) ?? ''] as const] : []),
    ...[0, 4, 8].map(
      (row, n) =>
        [
          n === 0 ? sliceTexts.information.affine : '',
          grid.affine
            .slice(row, row + 4)
            .map((value) => Number(value.toFixed(4)))
            .join('  '),
        ] as const,
    ),
  ];
  return (
    <div className="viewer-card viewer-information" role="note" aria-label={sliceTexts.toolbar.information}>
      <table>
        <tbody>
          {rows.map(([name, value], n) => (
            <tr key={name || n}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
