import { existsSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { CliError, reasonOf } from '#src/cli/cliError.ts';
import { splitSuffix } from '#src/graph/fileName.ts';
import type { FileInput, ItemInput } from './batchGraph.ts';
import { folderPaths } from './folderPaths.ts';
import { globPaths, isPattern } from './globPaths.ts';
import type { BatchItem } from './item.ts';

/**
 * The items of paths, patterns and folders, in their order. What lies in the folder for results is not found by patterns, so that a
 * second batch does not take the results of the first for its inputs. A header whose voxels lie in the file of the same name beside it
 * gets that file too. Throws CliError (usage) for what is not there.
 */
export function* fileItems(files: readonly string[], input: ItemInput, out: string): Generator<BatchItem> {
  let number = 0;
  for (const path of pathsOf(files, input, out)) {
    const [name] = isFolder(path) ? [basename(resolve(path))] : splitSuffix(basename(path));
    const folder = basename(dirname(resolve(path)));
    yield {
      number: ++number,
      name,
      label: path,
      folder,
      settings: [`${input.param}=${path}`, ...voxelsOf(path, input.others)],
    };
  }
}

function* pathsOf(files: readonly string[], input: ItemInput, out: string): Generator<string> {
  for (const file of files) {
    let count = 0;
    for (const path of onePath(file, input, out)) {
      count++;
      yield path;
    }
    if (count > 0) continue;
    const what = isFolder(file)
      ? `The folder ${file} holds no image itself (${input.suffixes.join(', ')}, DICOM): give ${file}/* or ${file}/** for what lies deeper`
      : `No file matches ${file}`;
    throw new CliError(what, 2);
  }
}

function* onePath(file: string, { suffixes, others }: ItemInput, out: string): Generator<string> {
  let isDirectory: boolean;
  try {
    isDirectory = statSync(file).isDirectory();
  } catch (error) {
    if (!isPattern(file)) throw new CliError(`The file ${file} cannot be read: ${reasonOf(error)}`, 2);
    const isDeep = /(^|[\\/])\*\*[\\/]?$/.test(file);
    for (const found of globPaths(file, relativeAs(file, out))) {
      // Below ** each folder stands for itself; its files come with it.
      if (found.isFolder) yield* folderPaths(found.path, suffixes);
      else if (!isDeep && !hasHeader(found.path, others)) yield found.path;
    }
    return;
  }
  if (isDirectory) yield* folderPaths(file, suffixes);
  else yield file;
}

const headers = ['.hdr', '.hdr.gz', '.nhdr', '.mhd'];

/** The setting for the voxels of a header, where they lie beside it under its name. */
function voxelsOf(path: string, others: readonly FileInput[]): string[] {
  const stem = without(headers, path);
  if (stem === undefined) return [];
  return others.flatMap(({ param, suffixes }) => {
    const voxels = suffixes.map((suffix) => stem + suffix).find((beside) => existsSync(beside));
    return voxels === undefined ? [] : [`${param}=${voxels}`];
  });
}

/** Whether a file holds the voxels of a header beside it. */
function hasHeader(path: string, others: readonly FileInput[]): boolean {
  const stem = without(
    others.flatMap(({ suffixes }) => suffixes),
    path,
  );
  return stem !== undefined && headers.some((header) => existsSync(stem + header));
}

function without(suffixes: readonly string[], path: string): string | undefined {
  const found = suffixes.find((suffix) => path.toLowerCase().endsWith(suffix));
  return found === undefined ? undefined : path.slice(0, path.length - found.length);
}

/** A path written as the pattern is: absolute, or from the current folder. */
function relativeAs(pattern: string, path: string): string {
  return isAbsolute(pattern) ? resolve(path) : relative('.', path);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
