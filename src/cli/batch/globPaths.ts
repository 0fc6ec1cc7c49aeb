import type { Dirent } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A path that a pattern matches. */
export interface FoundPath {
  readonly path: string;
  readonly isFolder: boolean;
}

/** Whether a path is a pattern: it has *, ?, [a-z] or {a,b} in it. */
export function isPattern(path: string): boolean {
  return /[*?[{]/.test(path);
}

/**
 * The paths that a pattern matches, folder by folder, each in the order of the names: * and ? within a name, [a-z] and [!a-z] for one
 * letter, {a,b} for either, and ** for any number of folders. Names that begin with a dot are matched only by a pattern that says so, and ** follows no link
 * to a folder, as in a shell. Nothing below `left` is found. Only the names of the folders on the way are in memory.
 */
export function* globPaths(pattern: string, left?: string): Generator<FoundPath> {
  for (const one of withoutBraces(pattern)) {
    const parts = one.split(sep === '\\' ? /[\\/]/ : '/');
    // What is no pattern at the beginning is where to look.
    const fixed = parts.findIndex(isPattern);
    const base = parts.slice(0, fixed === -1 ? parts.length - 1 : fixed);
    yield* matches(base.length === 1 && base[0] === '' ? sep : base.join(sep), parts.slice(base.length), left);
  }
}

function* matches(folder: string, [part, ...rest]: readonly string[], left: string | undefined): Generator<FoundPath> {
  if (part === '' || part === '.') {
    if (rest.length > 0) yield* matches(folder, rest, left);
    return;
  }
  if (part === '..') {
    if (rest.length > 0) yield* matches(join(folder, '..'), rest, left);
    return;
  }
  const isAnyDepth = part === '**';
  const matcher = isAnyDepth ? undefined : partMatcher(part);
  // ** stands for no folder at all, too.
  if (isAnyDepth && rest.length > 0) yield* matches(folder, rest, left);
  else if (isAnyDepth) yield { path: folder || '.', isFolder: true };
  for (const entry of entriesOf(folder)) {
    if (entry.name.startsWith('.') && !part.startsWith('.')) continue;
    if (matcher && !matcher.test(entry.name)) continue;
    const path = folder === '' ? entry.name : join(folder, entry.name);
    if (path === left) continue;
    const isFolder = entry.isDirectory() || (!isAnyDepth && entry.isSymbolicLink() && isReadable(path));
    if (isAnyDepth) {
      if (isFolder) yield* matches(path, [part, ...rest], left);
      else if (rest.length === 0) yield { path, isFolder };
    } else if (rest.every((next) => next === '')) {
      // A pattern that ends with a slash means folders.
      if (rest.length === 0 || isFolder) yield { path, isFolder };
    } else if (isFolder) {
      yield* matches(path, rest, left);
    }
  }
}

/** What lies in a folder, by name; nothing where there is no such folder, or it cannot be read. */
export function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  } catch {
    return [];
  }
}

function isReadable(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Case counts, on systems too where it does not in names: the same pattern finds the same files everywhere. */
function partMatcher(part: string): RegExp {
  let source = '';
  for (let at = 0; at < part.length; at++) {
    const letter = part[at];
    const close = letter === '[' ? part.indexOf(']', at + 2) : -1;
    if (letter === '*') {
      // Several stars are one: otherwise they could be tried for ever.
      if (part[at - 1] !== '*') source += '.*';
    } else if (letter === '?') source += '.';
    else if (close !== -1) {
      const set = part.slice(at + 1, close);
      const isNot = set.startsWith('!') || set.startsWith('^');
      source += `[${isNot ? '^' : ''}${set.slice(isNot ? 1 : 0).replace(/[\\\]^]/g, '\\$&')}]`;
      at = close;
    } else source += letter.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  }
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    // A range that is none ("[z-a]") matches nothing.
    return /^(?!)/;
  }
}

/** "a.{nii,mha}" -> "a.nii", "a.mha"; braces within braces too. */
function withoutBraces(pattern: string): string[] {
  const found = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (!found) return [pattern];
  const [before, after] = [pattern.slice(0, found.index), pattern.slice(found.index + found[0].length)];
  return found[1].split(',').flatMap((choice) => withoutBraces(before + choice + after));
}
