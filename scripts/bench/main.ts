import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadKernels } from '#src/cli/loadKernels.ts';
import { absentPeers, hasPackage } from './absentPeers.ts';
import { runBench, volumesOf } from './bench.ts';
import type { Cell } from './cell.ts';
import { copySpeedText, machineText } from './machine.ts';
import { type BenchOptions, benchHelp, isAskedFor, parseBenchOptions } from './options.ts';
import { startPeer, whyNoPeer } from './peer.ts';
import type { Row } from './row.ts';
import { rows } from './rows.ts';
import { legend, longTable, shortTable } from './table.ts';
import { type Held, traceText } from './traceText.ts';
import { benchVolumes, volumeNames } from './volumes.ts';
import { startWorkers } from './workers.ts';

/** The name under which the trace of memory is chosen, as a row is. */
const traceName = 'trace of heap and RSS';

const [root, built, ...given] = process.argv.slice(2);
await main(given);

/**
 * `root` is the repository, `built` a folder with the command line and these files, both built from the sources as they are. Without
 * `--expose-gc` the garbage of one step would count for the next.
 */
async function main(args: readonly string[]): Promise<void> {
  const options = parseBenchOptions(args);
  if (options.help) return console.log(benchHelp);
  if (options.list) return list();
  const unknown = options.sizes.find((name) => !(name in benchVolumes));
  if (unknown) throw new Error(`There is no volume ${unknown}: there are ${volumeNames.join(', ')}`);
  const whyNot = whyNoPeer();
  const asked = rows.filter(
    (row) => isAsked(row, options) && (row.kind !== 'step' || !row.needs || (!whyNot && hasPackage(row.needs))),
  );
  const absent = whyNot ? [`Without Python: ${whyNot}`] : absentPeers();
  const machine = machineText();
  const copySpeed = await copySpeedText();
  loadKernels();
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-bench-'));
  const script = join(root, 'scripts/bench/peer.py');
  const peer = whyNot ? undefined : startPeer(script, folder);
  const workers = startWorkers(pathToFileURL(join(built, 'dist/bench/slabWorker.js')), 2);
  try {
    const { cells, failures } = await runBench(asked, {
      options,
      places: { root, built, folder, peer: script },
      data: resolve(root, process.env.VOXGRAPH_DATA ?? '../shared/data'),
      peer,
      workers,
      speeds: new Map(),
      say: (line) => console.error(line),
    });
    const trace = isAskedFor(options, traceName, undefined) ? traced() : undefined;
    print(cells, options, [machine, copySpeed, `At the end: ${machineText()}`], absent, trace);
    for (const failure of failures) console.error(failure);
    if (failures.length > 0) process.exitCode = 1;
    if (options.json) {
      const figures = { machine, copySpeed, options, cells, trace, absent, failures };
      writeFileSync(options.json, `${JSON.stringify(figures, undefined, 1)}\n`);
    }
  } finally {
    await workers.close();
    await peer?.close();
    rmSync(folder, { recursive: true });
  }
}

function isAsked(row: Row, options: BenchOptions): boolean {
  const numbers = [row.number, ...(row.goals ?? []).map(({ number }) => number)];
  return volumesOf(row, options).length > 0 && numbers.some((number) => isAskedFor(options, row.name, number));
}

function print(
  cells: readonly Cell[],
  options: BenchOptions,
  machine: readonly string[],
  absent: readonly string[],
  trace: readonly Held[] | undefined,
): void {
  console.log(options.readme ? shortTable(cells) : longTable(cells));
  const lines = [...machine, `Medians of ${options.runs}, taken in turn`, ...absent];
  if (trace) lines.push(traceText(trace));
  if (!options.readme) {
    lines.push(...legend);
    for (const { name, other } of new Map(cells.map((cell) => [cell.name, cell])).values()) {
      if (other) lines.push(`other of ${name}: ${other}`);
    }
    for (const { name, volume, notes } of cells) lines.push(...notes.map((note) => `${name}, ${volume}: ${note}`));
  }
  console.log(`\n${lines.map((line) => `- ${line}`).join('\n')}`);
}

function traced(): readonly Held[] {
  console.error(traceName);
  const output = execFileSync(process.execPath, ['--expose-gc', join(built, 'dist/bench/trace.js')], {
    encoding: 'utf8',
  });
  return JSON.parse(output) as Held[];
}

function list(): void {
  for (const { number = '', name, volumes } of rows)
    console.log(`${number.padEnd(4)} ${name.padEnd(36)} ${volumes.join(' ')}`);
  console.log(`     ${traceName}\n`);
  for (const name of volumeNames) console.log(`${name.padEnd(10)} ${benchVolumes[name].about}`);
}
