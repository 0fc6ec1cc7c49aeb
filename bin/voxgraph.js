#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { argv } from 'node:process';

const bundle = new URL('../dist/cli/voxgraph.js', import.meta.url);
if (existsSync(bundle)) {
  const { main } = await import(bundle.href);
  process.exitCode = await main(argv.slice(2));
} else {
  console.error('The command line is not built yet: run "npm run build" first');
  process.exitCode = 1;
}
