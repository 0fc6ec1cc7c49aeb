import { expect, it } from 'vitest';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { RunContext } from '#src/graph/runContext.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import LocalImage from './index.ts';

const context: RunContext = {
  progress: () => {},
  warn: () => {},
  allocate: (type, length) => new voxelArrays[type](length) as never,
};

it('gives the image of its file', async () => {
  const volume = {
    size: [2, 1, 1] as const,
    affine: [1, 0, 0, 5, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
    voxels: Int16Array.of(-7, 9),
  };
  const bytes = writeNifti(volume);
  const name = {
    name: 'a.nii',
    size: bytes.length,
    bytes: async (start = 0, end = bytes.length) => bytes.slice(start, end),
  };
  expect(
    await LocalImage.run({}, { name, voxels: null, frame: -1, channel: 'Automatic', series: '' }, context),
  ).toEqual({
    outImage: volume,
  });
});

it('asks for a file where none is chosen', async () => {
  await expect(
    LocalImage.run({}, { name: null, voxels: null, frame: -1, channel: 'Automatic', series: '' }, context),
  ).rejects.toThrow('No file is chosen: choose an image (.nii, .nii.gz, .nrrd, .mha …)');
});

it('shows the name of its file on the node', () => {
  expect(
    LocalImage.summary?.({
      name: { name: 'scan.nii.gz', sample: 'head-mr' },
      voxels: null,
      frame: -1,
      channel: 'Automatic',
      series: '',
    }),
  ).toBe('scan.nii.gz');
  expect(LocalImage.summary?.({ name: null, voxels: null, frame: -1, channel: 'Automatic', series: '' })).toBe(
    'no file',
  );
});
