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

it('may leave out what is not used of the rooms below: none of their files does anything when it is loaded', () => {
  // Files are formatted, so what stands at the beginning of a line begins a statement or ends one.
  const act =
    /^(?!(import [^']|export|const|let|function|async function|class|type|interface|declare) ?)[\w'"`([!+].*/m;
  for (const room of ['modules', 'src/kernels', 'src/formats', 'src/image', 'src/graph']) {
    const files = readdirSync(new URL(`../${room}/`, import.meta.url), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((each) => /\.ts$/.test(each) && !/\.(test|d)\.ts$|^assembly/.test(each))) {
      const code = readFileSync(new URL(`../${room}/${file}`, import.meta.url), 'utf8');
      expect(act.exec(code.replace(/\/\*[\s\S]*?\*\//g, ''))?.[0], `${room}/${file}`).toBeUndefined();
    }
  }
  expect(act.exec('const a = 1;\nregister(a);')?.[0]).toBe('register(a);');
  expect(act.exec("import './styles.css';")?.[0]).toBe("import './styles.css';");
});
