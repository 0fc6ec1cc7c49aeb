import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Builds scripts/bench/itk against the ITK that CMake finds (Debian: libinsighttoolkit5-dev), which takes half a minute, and gives the
 * program; what was built in the folder before is taken as it is. Throws with what CMake said.
 */
export function itkProgram(root: string, folder: string): string {
  const built = join(folder, 'itk');
  const program = join(built, 'brainMask');
  if (existsSync(program)) return program;
  mkdirSync(built, { recursive: true });
  cmake('-S', join(root, 'scripts/bench/itk'), '-B', built, '-DCMAKE_BUILD_TYPE=Release');
  cmake('--build', built);
  return program;
}

function cmake(...given: readonly string[]): void {
  const { status, error, stderr } = spawnSync('cmake', given, { encoding: 'utf8' });
  if (error) throw new Error(`CMake cannot be started: ${error.message}`);
  if (status !== 0) throw new Error(`CMake failed: ${stderr.trim().slice(-300)}`);
}
