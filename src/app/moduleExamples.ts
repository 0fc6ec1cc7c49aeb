import { examples } from './examples.ts';
import { openGraphText } from './graphFiles.ts';
import { notify } from './store.ts';
import { noticeTexts } from './texts/notices.ts';

/** Networks that show what one module does; a file is loaded when it is asked for. */
const ownTexts: Readonly<Record<string, () => Promise<string>>> = import.meta.glob<string>('/graphs/modules/*.json', {
  query: '?raw',
  import: 'default',
});

/** The network that shows a module at work: its own in graphs/modules, else the first of the gallery that has it. */
async function exampleOf(module: string): Promise<{ readonly fileName: string; readonly text: string } | undefined> {
  const own = ownTexts[`/graphs/modules/${module}.json`];
  if (own) return { fileName: `${module}.json`, text: await own() };
  // The examples are written by the app, which puts a blank behind each colon; a test finds an example for each module.
  return examples.find(({ text }) => text.includes(`"module": "${module}"`));
}

/** Opens the example network of a module in a tab of its own. */
export async function openModuleExample(module: string): Promise<void> {
  const example = await exampleOf(module);
  if (example) openGraphText(example.text, example.fileName, { isExample: true });
  else notify('error', noticeTexts.network.noExample(module));
}
