import { existsSync } from 'node:fs';
import { installPackages, root, run } from './install.mjs';

// `npm start`: installs what is missing, builds, serves on localhost and prints the address.
installPackages();
run('npm', ['run', '--silent', 'build']);

const { preview } = await import('vite');
const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
const canOpen = hasDisplay && !process.env.CI && (process.platform !== 'linux' || existsSync('/usr/bin/xdg-open'));
const server = await preview({ root, preview: { host: 'localhost', port: 4173, open: Boolean(canOpen) } });
console.log(`\nVoxgraph runs at ${server.resolvedUrls?.local[0] ?? 'http://localhost:4173/'}\nCtrl+C ends it.`);
