import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modules } from '#modules/index.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';

const folder = resolve(import.meta.dirname, '../graphs');
const inFolder = (name: string) =>
  readdirSync(resolve(folder, name))
    .filter((file) => file.endsWith('.json'))
    .map((file) => `${name}${file}`);
const names = [...inFolder(''), ...inFolder('modules/')];

describe('the graphs that come with Voxgraph', () => {
  // `VOXGRAPH_WRITE_GRAPHS=1 npx vitest run --project unit test/graphs.test.ts` saves them anew, after modules got new parameters or versions.
  it.each(names)('%s opens without a warning and is saved as it is', (name) => {
    const path = resolve(folder, name);
    const text = readFileSync(path, 'utf8');
    const parsed = parseGraph(text, modules);
    if (parsed.ok && process.env.VOXGRAPH_WRITE_GRAPHS === '1') {
      writeFileSync(path, serializeGraph(parsed.document));
      return;
    }
    expect(parsed).toMatchObject({ ok: true, warnings: [] });
    if (parsed.ok) expect(serializeGraph(parsed.document)).toBe(text);
  });
});
