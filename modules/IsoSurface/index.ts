import { defineModule } from '#src/graph/module.ts';
import { voxelCount } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { everyNthVoxel } from '#src/kernels/everyNthVoxel.ts';
import { isoSurface, mostTriangles } from '#src/kernels/isoSurface.ts';
import { meshMeasures } from '#src/kernels/meshMeasures.ts';

export default defineModule({
  id: 'IsoSurface',
  version: 2,
  genre: 'Surface',
  help:
    'The surface around all voxels from Iso Min Value on, as triangles in mm (RAS), by marching cubes: of a mask with 0.5, of a CT for instance with 300 HU. The fields are ' +
    "those of MeVisLab's WEMIsoSurface. Vertices lie where the value, linear between two voxels, reaches the iso value; where a cell can be passed in several ways, the values " +
    'choose (Lewiner et al. 2003), so that thin bridges hold. Vertices and triangles are those of skimage.measure.marching_cubes on array[i, j, k], but that it leaves the ' +
    'surface open at the border of the image, turns triangles inward, takes voxels of exactly the iso value as outside, and sets vertices on voxel centres, from which a ' +
    'vertex here keeps 1/1024 of a voxel away, so that no triangle is a line. Triangles face outward on mirrored grids too. VTK and ITK look at no values and lay a few ' +
    'triangles otherwise.',
  aliases: [
    'WEMIsoSurface',
    'marching_cubes',
    'marching cubes',
    'vtkMarchingCubes',
    'vtkFlyingEdges3D',
    'contour',
    'isosurface',
    'mesh',
    '3D model',
    'BinaryMask3DMeshSource',
  ],
  inputs: { input0: { type: 'image', label: 'Image or mask' } },
  outputs: {
    mesh: { type: 'mesh', label: 'Surface' },
    area: { type: 'number', label: 'Area', help: 'mm²' },
    volume: {
      type: 'number',
      label: 'Volume',
      help: 'What the surface encloses, ml; of an open surface without meaning.',
    },
    triangles: { type: 'number', label: 'Triangles' },
  },
  params: {
    isoMinValue: {
      kind: 'number',
      line: { role: 'split' },
      label: 'Iso Min Value',
      default: 0.5,
      help: 'Voxels of this value and more are inside.',
    },
    useMaxValue: {
      kind: 'boolean',
      label: 'Use Max Value',
      default: false,
      help: 'The surface of an interval of values instead of all from the minimum on.',
    },
    isoMaxValue: {
      kind: 'number',
      label: 'Iso Max Value',
      default: 1000,
      help: 'Voxels above it are outside.',
      when: { useMaxValue: [true] },
    },
    voxelSampling: {
      kind: 'integer',
      label: 'Voxel Sampling',
      default: 1,
      min: 1,
      max: 64,
      step: 1,
      help: 'Takes every n-th voxel along each axis, for a coarser surface.',
    },
    closed: {
      kind: 'boolean',
      label: 'Close at the border',
      default: true,
      help: 'Where the image ends inside, the surface ends at the outer faces of its voxels.',
    },
  },

  summary({ isoMinValue, useMaxValue, isoMaxValue }) {
    return useMaxValue === true ? `${isoMinValue} to ${isoMaxValue}` : `≥ ${isoMinValue}`;
  },

  changed: {
    2: () =>
      'where a cell can be passed in several ways the values choose, so single triangles, area and volume may differ',
  },

  forecast({ input0 }, { isoMinValue, voxelSampling }) {
    const voxels = voxelCount(input0.size) / voxelSampling ** 3;
    // Measured on heads and a thorax: 9 to 16 times N^(2/3) on smoothed masks, 0.1 to 0.9 a voxel on scans as they are, by the value.
    const isMask = input0.type === 'uint8' && isoMinValue > 0 && isoMinValue <= 1;
    const triangles = Math.min(mostTriangles, isMask ? 12 * voxels ** (2 / 3) : 0.3 * voxels);
    const sampled = voxelSampling > 1 ? voxels * voxelTypes[input0.type].bytes : 0;
    return { meshes: { mesh: { triangles } }, scratch: voxels / 4 + sampled };
  },

  run({ input0 }, { isoMinValue, useMaxValue, isoMaxValue, voxelSampling, closed }, context) {
    const upper = useMaxValue ? isoMaxValue : Number.POSITIVE_INFINITY;
    if (upper < isoMinValue) {
      throw new Error(`No value lies between ${isoMinValue} and ${upper}: exchange Iso Min Value and Iso Max Value`);
    }
    const mesh = isoSurface(
      everyNthVoxel(input0, voxelSampling),
      { lower: isoMinValue, upper, isClosed: closed },
      (positions, indices) => ({
        positions: context.allocate('float32', positions),
        triangles: context.allocate('uint32', indices),
      }),
      (fraction) => context.progress(fraction),
    );
    const triangles = mesh.triangles.length / 3;
    if (triangles === 0) context.warn('No voxel lies inside, or all do, so there is no surface: look at the iso value');
    const { area, volume } = meshMeasures(mesh.positions, mesh.triangles);
    return { mesh, area, volume: volume / 1000, triangles };
  },
});
