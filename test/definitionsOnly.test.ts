import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { withoutRun } from '../scripts/definitionsOnly.mjs';

const folder = new URL('../modules/', import.meta.url);

it('leaves of every module all but what runs it', () => {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );
  expect(names.length).toBeGreaterThan(50);
  for (const name of names) {
    const code = readFileSync(new URL(`${name}/index.ts`, folder), 'utf8');
    const left = withoutRun(code, parseSync('index.ts', code).program);
    expect(left, name).toMatch(/^ {2}run\(\) \{ throw /m);
    // Everything before it stands where it stood.
    expect(code.split('\n').length, name).toBe(left?.split('\n').length);
    expect(parseSync('index.ts', left ?? '').errors, name).toEqual([]);
  }
});

it('knows when a module is written in another way', () => {
  expect(withoutRun('export default 1', parseSync('a.ts', 'export default 1').program)).toBeUndefined();
});
