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
    ['Source', picture.grid.source ?? ''],
    ['Size', sizeText(grid.size)],
    [
      'Voxel size',
      `${spacingOf(grid.affine)
        .map((mm) => Number(mm.toFixed(4)))
        .join(' × ')} mm`,
    ],
    ['Type', voxelTypes[voxelTypeOf(voxels)].label],
    ['Stored as', axisCodes(grid.affine).join('')],
    [
      'Shown',
      `${shown.geometry.plane} slices across ${'ijk'[shown.geometry.axes[2]]}, ${
        convention === 'RADIOLOGICAL'
          ? 'radiological: the right of the patient on the left'
          : 'neurological: the right of the patient on the right'
      }`,
    ],
    [
      'Values seen',
      picture.range ? `${valueText(picture.range.min)} to ${valueText(picture.range.max)}` : 'none finite',
    ],
    ...(meta?.modality ? [['Modality', meta.modality] as const] : []),
    ...(unitOf(meta) ? [['Unit', unitOf(meta) ?? ''] as const] : []),
    ...[0, 4, 8].map(
      (row, n) =>
        [
          n === 0 ? 'Affine, mm RAS' : '',
          grid.affine
            .slice(row, row + 4)
            .map((value) => Number(value.toFixed(4)))
            .join('  '),
        ] as const,
    ),
  ];
  return (
    <div className="viewer-card viewer-information" role="note" aria-label="Information about the image">
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
