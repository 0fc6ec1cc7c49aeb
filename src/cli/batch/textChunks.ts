import { closeSync, openSync, readSync } from 'node:fs';
import { CliError, reasonOf } from '#src/cli/cliError.ts';

/** The text of a UTF-8 file, piece by piece. Throws CliError when it cannot be read or is no UTF-8. */
export function* textChunks(path: string): Generator<string> {
  const bytes = new Uint8Array(2 ** 16);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw new CliError(`The table ${path} cannot be read: ${reasonOf(error)}`, 2);
  }
  try {
    for (let count = readSync(descriptor, bytes); count > 0; count = readSync(descriptor, bytes)) {
      yield decoder.decode(bytes.subarray(0, count), { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new CliError(`The table ${path} is no UTF-8 text: save it as UTF-8`, 2);
    throw new CliError(`The table ${path} cannot be read: ${reasonOf(error)}`, 2);
  } finally {
    closeSync(descriptor);
  }
}
