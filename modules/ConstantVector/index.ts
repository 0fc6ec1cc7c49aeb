import { defineModule } from '#src/graph/module.ts';

export default defineModule({
  id: 'ConstantVector',
  version: 1,
  genre: 'Constants',
  help: 'Three numbers that feed fields of other modules, for instance a voxel, a size or a position in mm; also one by one.',
  aliases: ['Vector3Field', 'ComposeVector3', 'DecomposeVector3', 'position', 'triple'],
  inputs: {},
  outputs: {
    vector: { type: 'vector', label: 'Vector' },
    x: { type: 'number', label: 'x' },
    y: { type: 'number', label: 'y' },
    z: { type: 'number', label: 'z' },
  },
  params: { value: { kind: 'vector', label: 'Value', default: [0, 0, 0] } },
  summary({ value }) {
    return Array.isArray(value) ? value.join(', ') : '';
  },
  run(_inputs, { value }) {
    return { vector: value, x: value[0], y: value[1], z: value[2] };
  },
});
