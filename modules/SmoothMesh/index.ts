import { defineModule } from '#src/graph/module.ts';
import { meshMeasures } from '#src/kernels/meshMeasures.ts';
import { smoothMesh } from '#src/kernels/smoothMesh.ts';

export default defineModule({
  id: 'SmoothMesh',
  version: 1,
  genre: 'Surface',
  help:
    'Smooths a surface: every vertex moves towards the mean of its neighbours. Laplacian smoothing shrinks what it smooths; Taubin (1995) moves back in ' +
    'every round, by a little more than it moved, so that the volume stays nearly what it was. Neighbours count alike, as in ' +
    'trimesh.smoothing (filter_taubin, filter_laplacian); VTK and Slicer use a windowed sinc filter instead, which differs. The triangles stay. A smoothed surface is for ' +
    'looking at and printing: measure volumes on the mask.',
  aliases: [
    'WEMSmooth',
    'vtkWindowedSincPolyDataFilter',
    'vtkSmoothPolyDataFilter',
    'Taubin',
    'Laplacian',
    'filter_taubin',
    'fairing',
  ],
  inputs: { input0: { type: 'mesh', label: 'Surface' } },
  outputs: {
    mesh: { type: 'mesh', label: 'Smoothed surface' },
    area: { type: 'number', label: 'Area', help: 'mm²' },
    volume: { type: 'number', label: 'Volume', help: 'What the surface encloses, ml.' },
  },
  params: {
    method: {
      kind: 'choice',
      label: 'Method',
      default: 'Taubin',
      options: { Taubin: 'Taubin (keeps the volume)', Laplacian: 'Laplacian (shrinks)' },
    },
    iterations: {
      kind: 'integer',
      label: 'Iterations',
      default: 20,
      min: 1,
      max: 500,
      step: 1,
      help: 'How many rounds, each of Taubin’s there and back.',
    },
    lambda: {
      kind: 'number',
      label: 'Lambda',
      default: 0.5,
      min: 0.01,
      max: 1,
      step: 0.01,
      help: 'Which part of the way to the mean of its neighbours a vertex moves.',
    },
    passBand: {
      kind: 'number',
      label: 'Pass band',
      default: 0.1,
      min: 0.001,
      max: 1,
      step: 0.01,
      help: 'Waves below it stay: mu = 1 / (pass band - 1 / lambda). Smaller is smoother.',
      when: { method: ['Taubin'] },
    },
  },

  summary({ method, iterations }) {
    return `${method}, ${iterations} times`;
  },

  /** Half as many vertices as triangles, each with its place and the sum of its neighbours in float64 and the number of these. */
  forecast(_images, _params, { input0 }) {
    return { meshes: { mesh: { triangles: input0.triangles } }, scratch: 28 * input0.triangles };
  },

  run({ input0 }, { method, iterations, lambda, passBand }, context) {
    const positions = context.allocate('float32', input0.positions.length);
    const factors = method === 'Taubin' ? [lambda, backOf(lambda, passBand)] : [lambda];
    smoothMesh(input0, factors, iterations, positions, (fraction) => context.progress(fraction));
    const mesh = { positions, triangles: input0.triangles };
    const { area, volume } = meshMeasures(positions, mesh.triangles);
    return { mesh, area, volume: volume / 1000 };
  },
});

/** Taubin's mu, by which vertices move back: 1 / lambda + 1 / mu is the pass band. */
function backOf(lambda: number, passBand: number): number {
  const mu = 1 / (passBand - 1 / lambda);
  if (mu < 0) return mu;
  throw new Error(
    `With a lambda of ${lambda} the pass band must be below ${1 / lambda}, not ${passBand}: lower one of them`,
  );
}
