#!/usr/bin/env node
import { existsSync } from 'node:fs';

// The global `process`, since an import of node:process opens all three standard streams for the sake of their names: 5 ms.
const { process } = globalThis;
const bundle = new URL('../dist/cli/voxgraph.js', import.meta.url);
if (existsSync(bundle)) {
  const { main } = await import(bundle.href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  console.error('The command line is not built yet: run "npm run build" first');
  process.exitCode = 1;
}
