import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { watchMemory } from '#src/cli/batch/residentMemory.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { buildBundle, installedCli } from './builtCli.ts';
import { type TiffField, tinyTiff } from './tinyPictures.ts';

const brainMask = resolve(import.meta.dirname, '../graphs/brain-mask.json');
const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-ends-'));
const { run, start } = installedCli(join(temporary, 'installed'));
const inputs = join(temporary, 'in');
const items = 8;
let out = '';
let count = 0;

beforeAll(async () => {
  await buildBundle(join(temporary, 'installed'));
  mkdirSync(inputs);
  const phantom = sheppLogan({ size: [90, 80, 70], spacing: [2, 2, 3], type: 'int16', noise: 20 });
  for (let n = 0; n < items; n++) writeFileSync(join(inputs, `s${n}.nii`), writeNifti(phantom));
}, 120_000);
beforeEach(() => {
  out = join(temporary, `out${count++}`);
});
afterAll(() => rmSync(temporary, { recursive: true }));

const command = () => ['batch', brainMask, inputs, '--out', out, '--jobs', '1'];
const doneLines = () => {
  const state = join(out, '.voxgraph/done.jsonl');
  return existsSync(state) ? readFileSync(state, 'utf8').split('\n').length - 1 : 0;
};
const results = () => readdirSync(out).filter((name) => name.endsWith('.nii.gz'));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
}

/** The processes that a process has started, where the system lists them. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\)/s, '').split(' ')[2] === String(pid)
          ? [Number(name)]
          : [];
      } catch {
        return [];
      }
    });
}

const rounds = process.env.VOXGRAPH_SOAK ? 25 : 1;

describe('a batch that is cut off', { timeout: 120_000 }, () => {
  it.each(Array.from({ length: rounds }, (_, n) => n))(
    'by a kill goes on where it was (%i)',
    { timeout: 120_000 },
    async (round) => {
      const child = start(...command());
      const end = ended(child);
      // Amidst the items; in the soak also at any moment before the first and between two.
      await until(() => doneLines() >= (round < 2 ? 2 + round : round % 6));
      if (round >= 2) await new Promise((resolve) => setTimeout(resolve, round % 6 === 0 ? 10 * round : round));
      child.kill('SIGKILL');
      expect(await end).toEqual({ code: null, signal: 'SIGKILL' });
      for (const name of existsSync(out) ? results() : []) gunzipSync(readFileSync(join(out, name)));
      const before = doneLines();
      // What a kill in the middle of a line leaves.
      if (before > 0) appendFileSync(join(out, '.voxgraph/done.jsonl'), '{"key":"12');
      const { code, err } = run(...command());
      expect({ code, before, err: err.split('\n').at(-1) }).toEqual({
        code: 0,
        before,
        err: expect.stringContaining(
          `${items - before} of ${items} done, ${before > 0 ? `${before} were done before, ` : ''}0 failed`,
        ),
      });
      expect(results()).toHaveLength(items);
      const [first, ...others] = results().map((name) => readFileSync(join(out, name)));
      for (const other of others) expect(other.equals(first)).toBe(true);
      expect(readdirSync(join(out, '.voxgraph'))).toEqual(['done.jsonl']);
      expect(run(...command()).err).toContain(`${items} were done before`);
    },
  );

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s says so, leaves nothing half-written and no process',
    async (signal) => {
      const child = start(...command());
      const end = ended(child);
      await until(() => doneLines() >= 2);
      const children = childrenOf(child.pid ?? 0);
      expect(children).toHaveLength(1);
      child.kill(signal);
      expect((await end).code).toBe(130);
      expect(childrenOf(child.pid ?? 0)).toEqual([]);
      expect(existsSync(`/proc/${children[0]}`)).toBe(false);
      // The last one may be written, whole, and not yet be told to the process that keeps the list.
      expect(results().length - doneLines()).toBeOneOf([0, 1]);
      expect(readdirSync(join(out, '.voxgraph'))).toEqual(['done.jsonl']);
      expect(readFileSync(join(out, 'batch-summary.csv'), 'utf8').trim().split('\r\n')).toHaveLength(1 + doneLines());
    },
  );
});

describe('a batch', { timeout: 120_000 }, () => {
  it('is alone in its folder', async () => {
    const child = start(...command());
    const end = ended(child);
    await until(() => doneLines() >= 1);
    // Held, lest it ends while the second starts.
    child.kill('SIGSTOP');
    const second = run(...command());
    child.kill('SIGCONT');
    expect(second).toMatchObject({
      code: 1,
      err: `Another batch writes to ${out} (process ${child.pid}): wait for it, or delete ${out}/.voxgraph/lock if it is gone`,
    });
    child.kill('SIGINT');
    await end;
  });

  it('goes on when the process of an item is killed, and says it of that item alone', async () => {
    const child = start(...command());
    const end = ended(child);
    await until(() => doneLines() >= 2);
    const [victim] = childrenOf(child.pid ?? 0);
    process.kill(victim, 'SIGKILL');
    expect((await end).code).toBe(1);
    expect(results().length).toBeGreaterThanOrEqual(items - 1);
    const failures = readFileSync(join(out, 'batch-failures.txt'), 'utf8');
    expect(failures).toMatch(
      /^.*s\d\.nii\n {4}its process was ended by SIGKILL, perhaps since the machine had no memory left\n$/,
    );
  });

  it('goes on when an item fills the heap of its process, and says it of that item alone', () => {
    const some = join(temporary, 'some');
    mkdirSync(some);
    for (const name of ['a.nii', 'c.nii']) copyFileSync(join(inputs, 's0.nii'), join(some, name));
    writeFileSync(join(some, 'b.tif'), manyStrips());
    const before = process.env.NODE_OPTIONS;
    process.env.NODE_OPTIONS = '--max-old-space-size=64';
    try {
      expect(run('batch', brainMask, some, '--out', out, '--jobs', '1').code).toBe(1);
    } finally {
      if (before === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = before;
    }
    expect(results()).toHaveLength(2);
    const failures = readFileSync(join(out, 'batch-failures.txt'), 'utf8');
    expect(failures).toMatch(/^.*b\.tif\n {4}its process ran out of memory for small objects .*NODE_OPTIONS.*\n$/);
  });
});

/** A TIFF file of a megabyte whose directories point to the same million strips, just as many as are read. */
function manyStrips(): Uint8Array {
  const strips = Array.from({ length: 2 ** 18 }, () => 8);
  const page: readonly TiffField[] = [
    [256, 3, [2]],
    [257, 3, [2]],
    [258, 3, [8]],
    [273, 4, strips],
  ];
  const bytes = tinyTiff(new Uint8Array(4), [
    page,
    ...Array.from({ length: 60 }, () => [...page.slice(0, 3), [273, 4, [8, 8]]] as const),
  ]);
  const first = bytes.readUInt32LE(4);
  const last = 2 + 12 * 3;
  for (let at = bytes.readUInt32LE(first + last + 12); at !== 0; at = bytes.readUInt32LE(at + last + 12)) {
    bytes.copy(bytes, at + last, first + last, first + last + 12);
  }
  return bytes;
}

describe('watchMemory', () => {
  const holding = (bytes: number) =>
    spawn(process.execPath, ['-e', `const kept = Buffer.alloc(${bytes}, 1); setInterval(() => kept[0], 1000)`]);

  it('tells of a process that holds more than it may, and not of one that does not', async () => {
    const [large, small] = [holding(300e6), holding(1e6)];
    try {
      const above = await new Promise<number>((resolve, reject) => {
        watchMemory(small.pid ?? 0, 250e6, () => reject(new Error('the small one is not above')));
        watchMemory(large.pid ?? 0, 250e6, resolve);
      });
      expect(above).toBeGreaterThan(250e6);
    } finally {
      large.kill('SIGKILL');
      small.kill('SIGKILL');
    }
  });
});
