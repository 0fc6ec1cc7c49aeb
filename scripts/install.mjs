import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Ends the process with one sentence when this Node is too old. */
function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Voxgraph needs Node 20.19 or newer, and this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Installs the packages of package-lock.json when they are missing or older than it. */
export function installPackages() {
  checkNode();
  const installed = join(root, 'node_modules', '.package-lock.json');
  const wanted = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log('Installing packages…');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
}

/**
 * Runs a command in the project with its output shown; ends the process with its code when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} env
 */
export function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * Runs a package's command line, e.g. vite.
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string>} env
 */
export function runTool(name, args, env = {}) {
  run(join(root, 'node_modules', '.bin', name), args, env);
}

/**
 * Runs the command lines of packages at the same time, each shown whole when it has ended, in their order; ends the process with the code of
 * the first that fails.
 * @param {readonly (readonly [name: string, args: string[]])[]} tools
 */
export async function runTogether(tools) {
  const ends = tools.map(([name, args]) => heard(join(root, 'node_modules', '.bin', name), args));
  for (const end of ends) {
    const { code, said } = await end;
    process.stdout.write(said);
    if (code !== 0) process.exit(code ?? 1);
  }
}

/**
 * What a command said and how it ended.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, said: string }>}
 */
function heard(command, args) {
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(command, args, { cwd: root, shell: process.platform === 'win32' });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    }
    child.on('error', (error) => resolve({ code: 1, said: `${command} could not be started: ${error.message}\n` }));
    child.on('close', (code) => resolve({ code, said }));
  });
}
