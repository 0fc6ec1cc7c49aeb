import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { root } from './install.mjs';

/**
 * The path of a Chromium for the browser tests: an installed one; else apt's as root on Debian or Ubuntu; else the test tool's
 * own download; else the process ends with the command to run.
 */
export async function ensureChromium() {
  let path = findChromium();
  if (path) return path;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium with apt…');
    const apt = (/** @type {string[]} */ ...args) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update', '-qq');
    apt('install', '-y', '-qq', 'chromium');
    path = findChromium();
    if (path) return path;
  }
  console.log('Downloading the Chromium of the test tool…');
  spawnSync(join(root, 'node_modules', '.bin', 'playwright'), ['install', 'chromium'], { cwd: root, stdio: 'inherit' });
  path = findChromium();
  if (path) return path;
  console.error(
    'No Chromium was found for the browser tests: install one (Debian, Ubuntu: sudo apt-get install chromium; elsewhere: ' +
      'npx playwright install chromium), or set CHROMIUM to its path.',
  );
  process.exit(1);
}
