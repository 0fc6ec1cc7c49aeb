import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { absentPeers, isInstalled } from './absentPeers.ts';
import { runBench, volumesOf } from './bench.ts';
import { copySpeedText, machineText } from './machine.ts';
import { memoryRuns } from './memoryRuns.ts';
import { type BenchOptions, benchHelp, isAskedFor, parseBenchOptions } from './options.ts';
import { startPeer, whyNoPeer } from './peer.ts';
import type { Places } from './processVariants.ts';
import { type Report, reportText } from './report.ts';
import type { Row } from './row.ts';
import { rows } from './rows.ts';
import { switchKernels } from './switchKernels.ts';
import { benchVolumes, volumeNames } from './volumes.ts';
import { startWorkers } from './workers.ts';

/*
 * What scripts/bench.mjs starts, with the repository, the folder in which it built the command line and these files, and the options.
 * Without `--expose-gc` the garbage of one step would count for the next.
 */
const [root, built, ...given] = process.argv.slice(2);
const options = parseBenchOptions(given);
const unknown = options.sizes.find((name) => !(name in benchVolumes));
if (unknown) throw new Error(`There is no volume ${unknown}: there are ${volumeNames.join(', ')}`);
if (options.help) console.log(benchHelp);
else if (options.list) console.log(listText());
else {
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-bench-'));
  try {
    const report = await measureAll({ root, built, folder, peer: join(root, 'scripts/bench/peer.py') });
    console.log(reportText(report));
    if (options.json) writeFileSync(options.json, `${JSON.stringify(report, undefined, 1)}\n`);
    for (const failure of report.failures) console.error(failure);
    if (report.failures.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureAll(places: Places): Promise<Report> {
  const whyNot = whyNoPeer();
  const asked = rows.filter(
    (row) => isAsked(row, options) && (row.kind !== 'step' || !row.needs || (!whyNot && isInstalled(row.needs))),
  );
  const data = resolve(root, process.env.VOXGRAPH_DATA ?? '../shared/data');
  const before = [machineText(), await copySpeedText()];
  switchKernels('webassembly');
  const peer = whyNot ? undefined : startPeer(places.peer, places.folder);
  const workers = startWorkers(pathToFileURL(join(built, 'dist/bench/slabWorker.js')), 2);
  const say = (line: string) => console.error(line);
  try {
    const result = await runBench(asked, { options, places, data, peer, workers, speeds: new Map(), say });
    const memory: string[] = [];
    const memoryFigures: Record<string, unknown> = {};
    // They have volumes of their own, so a choice of volumes without them leaves them out.
    const runs = options.sizes.length > 0 && options.rows.length === 0 ? [] : memoryRuns;
    for (const { name, run } of runs.filter(({ name }) => isAskedFor(options, name, undefined))) {
      say(name);
      const { lines, figures } = await run(places, data);
      memory.push(...lines);
      memoryFigures[name] = figures;
    }
    const machine = [...before, `At the end: ${machineText()}`];
    const absent = whyNot ? [`Without Python: ${whyNot}`] : absentPeers();
    return { ...result, options, machine, absent, memory, memoryFigures };
  } finally {
    await workers.close();
    await peer?.close();
  }
}

function isAsked(row: Row, options: BenchOptions): boolean {
  const numbers = [row.number, ...(row.goals ?? []).map(({ number }) => number)];
  return volumesOf(row, options).length > 0 && numbers.some((number) => isAskedFor(options, row.name, number));
}

function listText(): string {
  return [
    ...rows.map(({ number = '', name, volumes }) => `${number.padEnd(4)} ${name.padEnd(36)} ${volumes.join(' ')}`),
    ...memoryRuns.map(({ name }) => `     ${name}`),
    '',
    ...volumeNames.map((name) => `${name.padEnd(10)} ${benchVolumes[name].about}`),
  ].join('\n');
}
