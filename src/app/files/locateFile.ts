import { modules } from '#modules/index.ts';
import { mainFile } from '#src/app/chooseParamFile.ts';
import { chooseFiles } from '#src/app/graphFiles.ts';
import { currentDocument, notify, runAgain } from '#src/app/store.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import { nodeOf, own } from '#src/graph/document.ts';
import { isFileRef } from '#src/graph/params.ts';
import { chooseFolder } from './chooseFolder.ts';
import { openFileDialog } from './fileDialogs.ts';
import { pickedOf } from './pickedFile.ts';
import { takeOne } from './takeOneFile.ts';

/**
 * Asks where a file is that a network names and this machine does not have. The same content under whatever name is taken at once and
 * the network stays as it is; another content is shown with both hashes first.
 */
export async function locateFile(node: string, param: string, kind: 'files' | 'folder' = 'files'): Promise<void> {
  const found = nodeOf(currentDocument(), node);
  const module = modules.get(found?.module ?? '');
  const expected = found && own(found.params, param);
  if (!module || !isFileRef(expected)) return;
  const files = kind === 'folder' ? await chooseFolder() : await chooseFiles('', true);
  if (files.length === 0) return;
  const ref = await takeOne(pickedOf(files), mainFile(module.params) === param ? 'image' : 'any');
  if (!ref) return;
  if (ref.hash === expected.hash) {
    notify('info', fileTexts.field.wasFound(expected.name));
    runAgain();
  } else openFileDialog({ kind: 'otherFile', node, param, found: ref });
}
