import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modules } from '#modules/index.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';

const folder = resolve(import.meta.dirname, '../graphs');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('the graphs that come with Voxgraph', () => {
  it.each(names)('%s opens without a warning and is saved as it is', (name) => {
    const text = readFileSync(resolve(folder, name), 'utf8');
    const parsed = parseGraph(text, modules);
    expect(parsed).toMatchObject({ ok: true, warnings: [] });
    if (parsed.ok) expect(serializeGraph(parsed.document)).toBe(text);
  });
});
