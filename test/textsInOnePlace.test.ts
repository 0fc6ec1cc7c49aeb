import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shownTexts } from './shownTexts.ts';

const app = fileURLToPath(new URL('../src/app/', import.meta.url));

/** What reads like a text and is none, and why. */
const exceptions: readonly (readonly [file: string, text: RegExp, why: string])[] = [
  ['panels/OutputInspector.tsx', /^inspector$/, 'the name under which its views remember'],
  ['share/drawNetwork.ts', /^system-ui, /, 'names of fonts'],
  ['share/pngNetwork.ts', /^Voxgraph network$/, 'the keyword by which pictures of every version are found'],
  ['viewers/paintAnnotations.ts', /^(Top|Bottom|Left|Right)$/, 'sides of a border in names of CSS'],
];

/** The texts that files of the editor say themselves, read once. */
const found = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !file.startsWith('texts/'))
  .sort()
  .flatMap((file) => shownTexts(file, readFileSync(app + file, 'utf8')).map((text) => ({ file, ...text })));

const isException = (file: string, text: string) =>
  exceptions.find(([of, pattern]) => of === file && pattern.test(text));

describe('the texts of the editor', () => {
  it('stand in src/app/texts and nowhere else', () => {
    const strays = found.filter(({ file, text }) => !isException(file, text));
    expect(strays.map(({ file, line, text }) => `src/app/${file}:${line}: ${text}`)).toEqual([]);
  });

  it('have no exception that nothing needs any more', () => {
    const needed = new Set(found.map(({ file, text }) => isException(file, text)));
    expect(exceptions.filter((each) => !needed.has(each))).toEqual([]);
  });
});

describe('a text is found', () => {
  it.each<[string, string, readonly string[]]>([
    ['between tags', 'const a = <p>Nothing of <b>{name}</b> is lost</p>;', ['Nothing of', 'is lost']],
    ['in an attribute', 'const a = <button title="Save" aria-label={isOn ? "on" : "off"} />;', ['Save', 'on', 'off']],
    ['in a child that is computed', 'const a = <p>{isOn && "on"}</p>;', ['on']],
    ['in a template', `const a = <p title={\`Close \${name}?\`} />;`, ['Close …?']],
    ['in a property', "const a = { id: 'undo', title: 'undo' };", ['undo']],
    ['in a message', `notify('error', \`no \${name}\`); throw new Error('gone');`, ['no …', 'gone']],
    ['wherever it reads like one', "function f() { return 'not yet'; }", ['not yet']],
    ['wherever it is a word with a capital', "const a = ['Ready'];", ['Ready']],
    ['in a sum', "const a = 'Needs ' + size;", ['Needs']],
  ])('%s', (_place, source, texts) => {
    expect(shownTexts('sample.tsx', source).map(({ text }) => text)).toEqual(texts);
  });

  it.each<[string, string]>([
    ['a class, a style or a drawing', 'const a = <path className="a b" style={{ font: "1px x" }} d="M 1 2 L 3 4" />;'],
    ['an import or a type', "import { a } from 'some file';\ntype A = 'One' | 'two words';"],
    ['what something is compared with', "if (a === 'Some text' || a.startsWith('Some text')) b();"],
    ['a selector', "element.closest('.a, button b'); const a = '.a .b';"],
    ['a key of the keyboard', "const keys = ['Enter', 'Mod+Shift+Z']; const a = <kbd>Tab</kbd>;"],
    [
      'a colour or a font',
      "const a = 'rgb(0 0 0)'; context.font = '12px sans-serif'; b.font = 'bold 12px sans-serif';",
    ],
    ['markup', 'const a = \'<g opacity="0.5">\';'],
    ['a code', "const a = { kind: 'error', flow: 'off' }; run('kept');"],
    ['what texts say', 'const a = <p title={texts.title}>{texts.lost(name)}</p>;'],
  ])('and none in %s', (_place, source) => {
    expect(shownTexts('sample.tsx', source)).toEqual([]);
  });

  it('with its line', () => {
    expect(shownTexts('sample.ts', "\n\nconst a = 'not yet';")).toEqual([{ line: 3, text: 'not yet' }]);
  });
});
