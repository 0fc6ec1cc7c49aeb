import { provenanceParam } from '#modules/provenanceParam.ts';
import { writeObj } from '#src/formats/writeObj.ts';
import { writePly } from '#src/formats/writePly.ts';
import { writeStl } from '#src/formats/writeStl.ts';
import { withSuffix } from '#src/graph/fileName.ts';
import { defineModule } from '#src/graph/module.ts';

const formats = { '.stl': 'STL, binary (.stl)', '.ply': 'PLY, binary (.ply)', '.obj': 'Wavefront OBJ (.obj)' } as const;
/** Bytes of a file for each triangle, with half a vertex; text is there in pieces too. */
const fileBytes = { '.stl': 50, '.ply': 19, '.obj': 100 };
const writers = { '.stl': writeStl, '.ply': writePly, '.obj': writeObj };

export default defineModule({
  id: 'SaveMesh',
  version: 1,
  genre: 'File',
  help:
    'Writes a surface as a binary STL, PLY or OBJ file, in mm. Its button, or the command line, makes the file. Positions are RAS (x to the right, y to the front) as ' +
    'everywhere here, or LPS (x to the left, y to the back) as ITK and 3D Slicer take them; which of them, stands in the comment of the file (SPACE=RAS), ' +
    'where 3D Slicer looks for it. The surface is turned for it, never mirrored.',
  aliases: ['WEMSave', 'export', 'STL', 'OBJ', 'PLY', '3D print', 'vtkSTLWriter', 'Export to file', 'model'],
  inputs: { input0: { type: 'mesh', label: 'Surface' } },
  outputs: { file: { type: 'file', label: 'File' } },
  params: {
    fileName: {
      kind: 'text',
      label: 'File name',
      default: '{prefix}.stl',
      help: '{prefix} stands for the name of the nearest input file, without its suffix.',
      inKey: false,
    },
    format: { kind: 'choice', label: 'Format', default: '.stl', options: formats },
    space: {
      kind: 'choice',
      label: 'Coordinates',
      default: 'RAS',
      options: { RAS: 'RAS (right, anterior, superior)', LPS: 'LPS (left, posterior, superior)' },
    },
    provenance: provenanceParam,
  },

  summary({ fileName, format }) {
    return withSuffix(String(fileName), String(format), Object.keys(formats));
  },

  forecast(_images, { format }, { input0 }) {
    return { scratch: fileBytes[format] * input0.triangles };
  },

  run({ input0 }, { format, space }, { progress, warn }) {
    if (input0.triangles.length === 0) warn('The surface has no triangle, so the file holds none');
    return { file: { parts: [writers[format](input0, space, progress)], suffix: format } };
  },
});
