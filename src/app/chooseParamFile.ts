import { modules } from '#modules/index.ts';
import { nodeOf, own } from '#src/graph/document.ts';
import { addFile } from './files.ts';
import { chooseFiles } from './graphFiles.ts';
import { currentDocument, notify, setParams } from './store.ts';

/** Asks for a file and gives it to a file parameter. */
export async function chooseParamFile(node: string, param: string): Promise<void> {
  const module = modules.get(nodeOf(currentDocument(), node)?.module ?? '');
  const definition = module && own(module.params, param);
  if (definition?.kind !== 'file') return;
  const [file] = await chooseFiles(definition.accept.join(','));
  if (file) await setParamFile(node, param, file);
}

/** Gives a file to a file parameter, or says why it cannot be read. */
export async function setParamFile(node: string, param: string, file: File): Promise<void> {
  try {
    setParams(node, { [param]: await addFile(file) });
  } catch (error) {
    notify('error', error instanceof Error ? error.message : String(error));
  }
}
