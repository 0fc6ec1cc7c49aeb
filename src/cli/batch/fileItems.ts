import { statSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { CliError, reasonOf } from '#src/cli/cliError.ts';
import { splitSuffix } from '#src/graph/fileName.ts';
import { folderPaths } from './folderPaths.ts';
import { globPaths, isPattern } from './globPaths.ts';
import type { BatchItem } from './item.ts';

/** Where the file of an item goes: a parameter, "LocalImage.name", and the suffixes that images have. */
export interface FileInput {
  readonly param: string;
  readonly suffixes: readonly string[];
}

/**
 * The items of paths, patterns and folders, in their order. What lies in the folder for results is not found by patterns, so that a
 * second batch does not take the results of the first for its inputs. Throws CliError (usage) for what is not there.
 */
export function* fileItems(
  files: readonly string[],
  { param, suffixes }: FileInput,
  out: string,
): Generator<BatchItem> {
  let number = 0;
  for (const path of pathsOf(files, suffixes, out)) {
    const [name] = isFolder(path) ? [basename(resolve(path))] : splitSuffix(basename(path));
    const folder = basename(dirname(resolve(path)));
    yield { number: ++number, name, label: path, folder, settings: [`${param}=${path}`] };
  }
}

function* pathsOf(files: readonly string[], suffixes: readonly string[], out: string): Generator<string> {
  for (const file of files) {
    let count = 0;
    for (const path of onePath(file, suffixes, out)) {
      count++;
      yield path;
    }
    if (count > 0) continue;
    const what = isFolder(file)
      ? `The folder ${file} holds no image itself (${suffixes.join(', ')}, DICOM): give ${file}/* or ${file}/** for what lies deeper`
      : `No file matches ${file}`;
    throw new CliError(what, 2);
  }
}

function* onePath(file: string, suffixes: readonly string[], out: string): Generator<string> {
  let isDirectory: boolean;
  try {
    isDirectory = statSync(file).isDirectory();
  } catch (error) {
    if (!isPattern(file)) throw new CliError(`The file ${file} cannot be read: ${reasonOf(error)}`, 2);
    const isDeep = /(^|[\\/])\*\*[\\/]?$/.test(file);
    for (const found of globPaths(file, relativeAs(file, out))) {
      // Below ** each folder stands for itself; its files come with it.
      if (found.isFolder) yield* folderPaths(found.path, suffixes);
      else if (!isDeep) yield found.path;
    }
    return;
  }
  if (isDirectory) yield* folderPaths(file, suffixes);
  else yield file;
}

/** A path written as the pattern is: absolute, or from the current folder. */
function relativeAs(pattern: string, path: string): string {
  return isAbsolute(pattern) ? resolve(path) : relative('.', path);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
