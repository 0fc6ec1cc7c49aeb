import { modules } from '#modules/index.ts';
import { nodeOf, own } from '#src/graph/document.ts';
import { chooseFolder } from './files/chooseFolder.ts';
import { pickedOf } from './files/pickedFile.ts';
import { takeFiles } from './files/takeFiles.ts';
import { takeOne } from './files/takeOneFile.ts';
import { chooseFiles } from './graphFiles.ts';
import { currentDocument, setParams } from './store.ts';

/**
 * Asks for files and gives them to a file parameter. The main one of a module takes several, as a drop does: a header with its voxels,
 * the files of a study, or images of which the further ones become modules of their own; or a whole folder.
 */
export async function chooseParamFile(node: string, param: string, kind: 'files' | 'folder' = 'files'): Promise<void> {
  const found = nodeOf(currentDocument(), node);
  const module = modules.get(found?.module ?? '');
  const definition = module && own(module.params, param);
  if (!found || !module || definition?.kind !== 'file') return;
  const isMain = mainFile(module.params) === param;
  if (!isMain) {
    const [file] = await chooseFiles(definition.accept.join(','));
    const ref = file && (await takeOne(pickedOf([file]), 'any'));
    if (ref) setParams(node, { [param]: ref });
    return;
  }
  // What is read is told from the content: files of a scanner often have no suffix by which a dialog could offer them.
  const files = kind === 'folder' ? await chooseFolder() : await chooseFiles('', true);
  if (files.length === 0) return;
  await takeFiles(() => pickedOf(files), { node, at: { x: found.position.x + 190, y: found.position.y } });
}

/** The parameter that names the file of a module; others say more about it. */
export function mainFile(params: Readonly<Record<string, { readonly kind: string }>>): string | undefined {
  return Object.keys(params).find((name) => params[name].kind === 'file');
}
