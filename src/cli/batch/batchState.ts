import { closeSync, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { hash48 } from './hash48.ts';
import type { InputHash } from './inputHash.ts';
import type { WrittenFile } from './messages.ts';

/** An item that was done. */
export interface DoneItem {
  readonly key: string;
  readonly inputs: readonly InputHash[];
  /** Its results; the first one's name is that of the item. */
  readonly written: readonly WrittenFile[];
}

/**
 * What is done in a folder for results: a file to which a line is added for each item that is done. A line that a kill cut off is
 * no line, and the item runs again.
 */
export interface BatchState {
  /** The last record of the item that writes this file, if all that it wrote is still there in its size. */
  find(name: string, out: string): DoneItem | undefined;
  add(item: DoneItem): void;
  close(): void;
}

/** Opens the state, or makes it. Only where the lines begin is in memory. Throws what the file system throws. */
export function openBatchState(path: string): BatchState {
  const descriptor = openSync(path, 'a+');
  const places = new Map<number, { readonly at: number; readonly length: number }>();
  let end = 0;
  for (const [line, at, length] of linesOf(descriptor)) {
    const name = parsedLine(line)?.written[0]?.name;
    if (name !== undefined) places.set(hash48(name), { at, length });
    end = at + length;
  }
  const { size } = fstatSync(descriptor);
  // The last line may have been cut off: what comes next must not become a part of it.
  if (size > end) end = size + writeSync(descriptor, '\n');

  return {
    find(name, out) {
      const place = places.get(hash48(name));
      if (!place) return undefined;
      const bytes = Buffer.alloc(place.length);
      readSync(descriptor, bytes, 0, bytes.length, place.at);
      const item = parsedLine(bytes.toString('utf8'));
      const isThere = item?.written.every(
        (file) => statSync(join(out, file.name), { throwIfNoEntry: false })?.size === file.bytes,
      );
      return item?.written[0].name === name && isThere ? item : undefined;
    },
    add(item) {
      const line = Buffer.from(`${JSON.stringify(item)}\n`);
      // In one piece, so that a kill leaves either a whole line or one without its end.
      for (let at = 0; at < line.length; ) at += writeSync(descriptor, line, at);
      const name = item.written[0]?.name;
      if (name !== undefined) places.set(hash48(name), { at: end, length: line.length });
      end += line.length;
    },
    close() {
      closeSync(descriptor);
    },
  };
}

/** The whole lines of a file, where they begin, and their length in bytes. */
function* linesOf(descriptor: number): Generator<readonly [line: string, at: number, length: number]> {
  const part = Buffer.alloc(2 ** 16);
  let rest = Buffer.alloc(0);
  let at = 0;
  for (;;) {
    const count = readSync(descriptor, part, 0, part.length, at + rest.length);
    if (count === 0) return;
    rest = Buffer.concat([rest, part.subarray(0, count)]);
    let begin = 0;
    for (let feed = rest.indexOf(10); feed !== -1; feed = rest.indexOf(10, begin)) {
      yield [rest.toString('utf8', begin, feed), at + begin, feed + 1 - begin];
      begin = feed + 1;
    }
    at += begin;
    rest = rest.subarray(begin);
  }
}

/** The record in a line; undefined where it is none. */
function parsedLine(line: string): DoneItem | undefined {
  try {
    const item: unknown = JSON.parse(line);
    return isDoneItem(item) ? item : undefined;
  } catch {
    return undefined;
  }
}

function isDoneItem(item: unknown): item is DoneItem {
  if (typeof item !== 'object' || item === null) return false;
  const { key, inputs, written } = item as Partial<Record<keyof DoneItem, unknown>>;
  return (
    typeof key === 'string' &&
    Array.isArray(inputs) &&
    inputs.every(
      ({ path, sha256, stamp, hashedAt }) => [path, sha256, stamp].every(isText) && Number.isFinite(hashedAt),
    ) &&
    Array.isArray(written) &&
    written.every(({ name, bytes }) => isText(name) && Number.isFinite(bytes))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
