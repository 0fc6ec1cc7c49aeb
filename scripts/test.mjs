import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, root, runTogether, runTool } from './install.mjs';

// `npm test`: installs what is missing, a Chromium too, then runs Biome, tsc, the unit tests, the build and the browser tests.
installPackages();
const { ensureChromium } = await import('./ensureChromium.mjs');
const chromium = await ensureChromium();
const data = process.env.VOXGRAPH_DATA ?? join(root, '..', 'shared', 'data');
console.log(
  existsSync(data)
    ? 'The reference data are here: the real images are tested too.'
    : 'The reference data are not here (VOXGRAPH_DATA, ../shared/data): the tests on real images are skipped.',
);
const isSoak = process.argv.includes('--soak');
const env = { CHROMIUM: chromium, ...(isSoak ? { VOXGRAPH_SOAK: '1' } : {}) };

// What several of the following need is made once before.
await (await import('./samples.mjs')).makeSamples();
await (await import('./buildKernels.mjs')).buildKernels();
await runTogether([
  ['biome', ['check', '--error-on-warnings', '.']],
  ['tsc', ['--noEmit']],
  ['vite', ['build', '--logLevel', 'warn']],
  ['vite', ['build', '--mode', 'cli', '--logLevel', 'warn']],
]);
runTool('vitest', ['run', '--project', 'unit', '--project', 'browser'], env);
runTool('vitest', ['run', '--project', 'e2e'], env);
