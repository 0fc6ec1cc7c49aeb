import type { FieldLink, GraphDocument, OutputRef } from './document.ts';
import { nodeOf, splitRef } from './document.ts';

/**
 * The links of a file without what cannot hold: fields of modules that are not there, fields that another link has, and links of
 * fewer than two. Each is told as a warning.
 */
export function soundLinks(read: GraphDocument, warnings: string[]): GraphDocument['links'] {
  const taken = new Set<OutputRef>();
  const kept: Record<string, FieldLink> = {};
  for (const [id, link] of Object.entries(read.links ?? {})) {
    if (!link) continue;
    const fields = link.fields.filter((field) => {
      const [name] = splitRef(field);
      const why = !nodeOf(read, name)
        ? `there is no module ${name}`
        : taken.has(field)
          ? 'it is coupled twice'
          : undefined;
      if (why) warnings.push(`the coupling of ${field} is dropped: ${why}`);
      taken.add(field);
      return why === undefined;
    });
    if (fields.length > 1) kept[id] = { title: link.title, fields };
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** Links as they are saved, with their fields in one order. */
export function savedLinks({ links = {} }: GraphDocument): Pick<GraphDocument, 'links'> {
  const entries = Object.entries(links).flatMap(([id, link]) =>
    link ? [[id, { title: link.title, fields: [...link.fields] }] as const] : [],
  );
  return entries.length > 0 ? { links: Object.fromEntries(entries) } : {};
}
