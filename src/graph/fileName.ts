import { type GraphDocument, type GraphNode, nodeOf, own, sourcesOf } from './document.ts';
import type { ModuleSet, ParamValue } from './module.ts';
import { isFileRef } from './params.ts';

/**
 * The name under which the file of a node is written: its parameter `fileName`, in which {prefix} stands for the name, without its
 * suffix, of the nearest file that a parameter upstream names; "image" where there is none, or no such node. If the node has a
 * parameter `format` whose values are suffixes (".nii.gz"), the name ends with that one. The result is a base name that is safe on
 * every system.
 */
export function outputFileName(document: GraphDocument, modules: ModuleSet, node: string): string {
  const saver = nodeOf(document, node);
  if (!saver) return 'image';
  const pattern = textParam(saver, modules, 'fileName');
  const prefix = nearestFile(document, node);
  // A function, so that "$&" in a name stays what it is.
  const name = (pattern ?? '{prefix}').replaceAll('{prefix}', () => prefix);
  const suffix = textParam(saver, modules, 'format');
  return safeFileName(suffix?.startsWith('.') ? withSuffix(name, suffix, suffixesOf(saver, modules)) : name);
}

/** A name without what would make it a path, a hidden file, a device of Windows or unreadable; "image" when nothing is left. */
export function safeFileName(name: string): string {
  const plain = name
    // Control characters, halves of characters, what turns the direction of writing, and what some system forbids.
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069/\\:*?"<>|]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  const isDevice = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)/i.test(plain);
  return shortened(isDevice ? `_${plain}` : plain || 'image');
}

/** At most 200 bytes of UTF-8, which every file system takes; the suffix stays. */
function shortened(name: string): string {
  const encoder = new TextEncoder();
  const [stem, suffix] = splitSuffix(name);
  const letters = [...stem];
  while (letters.length > 1 && encoder.encode(letters.join('') + suffix).length > 200) letters.pop();
  return letters.join('') + suffix;
}

/** "scan.v2.nii.gz" -> ["scan.v2", ".nii.gz"]; a suffix has at most ten letters and digits. */
export function splitSuffix(name: string): readonly [stem: string, suffix: string] {
  const suffix = /(?<=.)(\.nii)?\.[A-Za-z0-9]{1,10}$/i.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - suffix.length), suffix];
}

/** A name that ends with a suffix, in place of another one of `others` that it had: "a.nii.gz" as ".nrrd" is "a.nrrd". */
export function withSuffix(name: string, suffix: string, others: readonly string[]): string {
  const ends = (end: string) => name.toLowerCase().endsWith(end);
  if (ends(suffix)) return name;
  // The longest first: ".nii.gz" before ".gz".
  const other = [...others].sort((a, b) => b.length - a.length).find(ends) ?? '';
  return name.slice(0, name.length - other.length) + suffix;
}

/** The name of the nearest file upstream without its suffix, breadth first, in the order of the inputs. */
function nearestFile(document: GraphDocument, start: string): string {
  const names = new Set([start]);
  // A set grows while it is walked, and gives each name once, so cycles end.
  for (const name of names) {
    const node = nodeOf(document, name);
    if (!node) continue;
    const file = Object.values<ParamValue>(node.params).find(isFileRef);
    if (file) return splitSuffix(file.name)[0];
    for (const source of sourcesOf(node)) names.add(source);
  }
  return 'image';
}

/** A text or choice of a node, by its value or its default. */
function textParam(node: GraphNode, modules: ModuleSet, name: string): string | undefined {
  const module = modules.get(node.module);
  const value = own(node.params, name) ?? (module && own(module.params, name)?.default);
  return typeof value === 'string' ? value : undefined;
}

function suffixesOf(node: GraphNode, modules: ModuleSet): readonly string[] {
  const param = own(modules.get(node.module)?.params ?? {}, 'format');
  return param?.kind === 'choice' ? Object.keys(param.options) : [];
}
