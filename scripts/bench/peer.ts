import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { voxelsOn } from '#src/engine/voxelsOn.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import type { Loaded } from './load.ts';
import type { Times } from './times.ts';

/** Debian's Python, whose packages are what everybody has. */
export const python = '/usr/bin/python3';

/** Why there is no Python to compare with, or undefined. */
export function whyNoPeer(): string | undefined {
  if (!existsSync(python)) return `${python} is not there`;
  const found = spawnSync(python, ['-c', 'import nibabel, scipy, skimage']);
  return found.status === 0 ? undefined : `${python} has no nibabel, scipy and scikit-image`;
}

/** A Python process that keeps one image and computes expressions on it. */
export interface Peer {
  /** Gives it an image, in files of the folder. */
  load(input: Loaded): Promise<void>;
  /** Runs statements that do not count. */
  prepare(code: string): Promise<void>;
  run(expression: string, repeat: number): Promise<Times>;
  /** The result of the last run, i fastest. */
  result(): Promise<Voxels>;
  /** Frees its image. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

/** Starts scripts/bench/peer.py, whose path is `script`. Files are exchanged in the folder. */
export function startPeer(script: string, folder: string): Peer {
  const child = spawn(python, ['-u', script, 'serve'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function ask(request: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`Python ended when it was asked to ${request.do}`);
    const answer = JSON.parse(value) as Record<string, unknown>;
    if (answer.error !== undefined)
      throw new Error(`Python cannot ${request.do} ${request.expression ?? ''}: ${answer.error}`);
    return answer;
  }

  const exchange = join(folder, 'exchange.raw');
  return {
    async load(input) {
      const { voxels, size } = input.image;
      writeFileSync(exchange, new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength));
      const { path } = await input.file();
      const type = voxelTypeOf(voxels);
      await ask({ do: 'load', path: exchange, type, size, threshold: input.threshold, file: path });
      rmSync(exchange);
    },
    async prepare(code) {
      await ask({ do: 'prepare', code });
    },
    async run(expression, repeat) {
      const { wall, cpu } = await ask({ do: 'run', expression, repeat });
      return { wall: Number(wall), cpu: Number(cpu) };
    },
    async result() {
      const { type } = await ask({ do: 'save', path: exchange });
      const bytes = readFileSync(exchange);
      rmSync(exchange);
      if (typeof type !== 'string' || !isVoxelType(type)) throw new Error(`Python's result has the type ${type}`);
      return voxelsOn(type, bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    },
    async forget() {
      await ask({ do: 'forget' });
    },
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}

function isVoxelType(name: string): name is keyof typeof voxelArrays {
  return name in voxelArrays;
}
