import { CliError } from './cliError.ts';

/** "2GiB", "1.5 GB", "800M" of --memory in bytes. Throws CliError (usage) for anything else. */
export function memorySize(text: string): number {
  const [, digits, unit, binary] = /^([\d.]+)\s*([kmgt])(i?)b?$/i.exec(text.trim()) ?? [];
  const bytes = Number(digits) * (binary ? 1024 : 1000) ** ('kmgt'.indexOf((unit ?? '').toLowerCase()) + 1);
  if (unit === undefined || !(bytes >= 1))
    throw new CliError(`--memory ${text}: a size is expected, for example 2GiB`, 2);
  return bytes;
}
