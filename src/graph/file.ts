import type { GraphDocument, GraphNode, OutputRef } from './document.ts';
import {
  isNodeName,
  maxNodes,
  nodeOf,
  nodesOf,
  outputRef,
  own,
  sourceConnector,
  splitRef,
  targetConnector,
  whyNotFeed,
} from './document.ts';
import { fileVersion, findShapeIssue } from './fileShape.ts';
import { findCycle } from './findCycle.ts';
import { savedLinks, soundLinks } from './linkFile.ts';
import type { ModuleSet, ParamValue } from './module.ts';
import { nodeText } from './nodeText.ts';
import { defaultParams, whyNotValue } from './params.ts';

/** Longer texts are no graphs. */
export const maxGraphCharacters = 16 * 1024 * 1024;
const maxDepth = 64;

export type ParsedGraph =
  | { readonly ok: true; readonly document: GraphDocument; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly error: string };

/**
 * Reads a graph file, which is hostile until checked: strict shape, limits, no cycle, names that no object inherits. Older module
 * versions are migrated; missing parameters get their defaults. What this Voxgraph does not know (modules, parameters,
 * values that do not fit) is kept unchanged and told as a warning: nothing is lost by opening and saving.
 */
export function parseGraph(text: string, modules: ModuleSet): ParsedGraph {
  if (text.length > maxGraphCharacters) {
    return fail(`it has ${text.length} characters, and a graph has at most ${maxGraphCharacters}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return fail(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const why = whyNotTame(json);
  if (why !== undefined) return fail(why);
  const { version, nodes, groups, notes, links } = (typeof json === 'object' && json !== null ? json : {}) as Record<
    string,
    unknown
  >;
  if (typeof version === 'number' && version > fileVersion) {
    return fail(
      `it was saved by a newer Voxgraph (file version ${version}, this one reads up to ${fileVersion}): open it with that one`,
    );
  }
  const names = namesOf(nodes);
  if (names.length > maxNodes) return fail(`it has ${names.length} modules, and a graph has at most ${maxNodes}`);
  const bad = [...names, ...[groups, notes, links].flatMap(namesOf)].find((name) => !isNodeName(name));
  if (bad !== undefined) return fail(`the instance name ${short(JSON.stringify(bad))} cannot be used`);
  const issue = findShapeIssue(json);
  if (issue) return fail(`${issue.path.map(short).join('.') || 'the file'}: ${short(issue.message)}`);
  // Its shape is that of a document now; what the parameters hold is checked by the modules.
  const read = json as GraphDocument;
  const warnings: string[] = [];
  const document: GraphDocument = {
    version: fileVersion,
    nodes: Object.fromEntries(
      nodesOf(read).map(([name, node]) => [name, inKnownGroup(migrated(name, node, modules, warnings), read)]),
    ),
    ...framesOf({ ...read, groups: usedGroups(read) }),
    ...savedLinks({ ...read, links: soundLinks(read, warnings) }),
    ...(read.view ? { view: read.view } : {}),
  };
  const cycle = findCycle(document);
  if (cycle) return fail(`its connections form a cycle: ${cycle.join(' → ')}`);
  warnings.push(...unusableConnections(document, modules));
  return { ok: true, document, warnings };
}

function namesOf(record: unknown): readonly string[] {
  return typeof record === 'object' && record !== null ? Object.keys(record) : [];
}

function fail(reason: string): ParsedGraph {
  return { ok: false, error: `This graph cannot be opened: ${reason}.` };
}

/** A text from the file in a message; it may be as long as the file. */
function short(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}

/**
 * Why a value is not tame enough to be handled: nested too deep, or with the one name that, once assigned, changes what an
 * object inherits. Walks without recursion, since the value may be nested deeper than the call stack.
 */
function whyNotTame(value: unknown): string | undefined {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return `its values are nested more than ${maxDepth} deep`;
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      if (Object.hasOwn(item, '__proto__')) return 'it uses the name __proto__, which no field can have';
      for (const inner of Object.values(item)) next.push(inner);
    }
    level = next;
  }
  return undefined;
}

function migrated(name: string, read: GraphNode, modules: ModuleSet, warnings: string[]): GraphNode {
  const module = modules.get(read.module);
  if (!module) {
    warnings.push(`${name}: the module ${read.module} is not known here; it is kept as it is`);
    return read;
  }
  if (read.moduleVersion > module.version) {
    warnings.push(
      `${name}: saved by ${read.module} version ${read.moduleVersion}, but version ${module.version} is here; it is kept as it is`,
    );
    return read;
  }
  let params: Record<string, ParamValue> = { ...read.params };
  const changes: string[] = [];
  try {
    for (let version = read.moduleVersion; version < module.version; version++) {
      params = module.migrate?.[version]?.(params) ?? params;
      const change = module.changed?.[version + 1]?.(params);
      if (change !== undefined) changes.push(change);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warnings.push(
      `${name}: the fields of ${read.module} version ${read.moduleVersion} could not be brought to version ${module.version} (${short(reason)}); it is kept as it is`,
    );
    return read;
  }
  params = { ...defaultParams(module.params), ...params };
  for (const [param, value] of Object.entries(params)) {
    const definition = own(module.params, param);
    const why = definition ? whyNotValue(definition, value) : `${read.module} has no field ${param}; it is kept`;
    if (why) warnings.push(`${name}: ${why}`);
  }
  for (const change of changes) {
    warnings.push(`${name}: saved by ${module.id} version ${read.moduleVersion}, whose results differed: ${change}`);
  }
  return { ...read, moduleVersion: module.version, params };
}

/** The node, outside of a group that the file does not have: another one may get that name later. */
function inKnownGroup(node: GraphNode, { groups = {} }: GraphDocument): GraphNode {
  const { group, ...rest } = node;
  return group === undefined || Object.hasOwn(groups, group) ? node : rest;
}

/** The groups that have a node in them. */
function usedGroups(read: GraphDocument): GraphDocument['groups'] {
  const used = new Set(nodesOf(read).map(([, { group }]) => group));
  return Object.fromEntries(Object.entries(read.groups ?? {}).filter(([id]) => used.has(id)));
}

/** A sentence for every connection that cannot be used; it is kept, and its node says so when it is asked. */
function unusableConnections(document: GraphDocument, modules: ModuleSet): string[] {
  return nodesOf(document).flatMap(([name, { module, inputs }]) =>
    Object.entries(inputs).flatMap(([input, ref]) => {
      const [source, output] = splitRef(ref as OutputRef);
      const sourceNode = nodeOf(document, source);
      const giver = sourceNode && modules.get(sourceNode.module);
      const taker = modules.get(module);
      if (!sourceNode) return [`${name}.${input} is fed by ${ref}, but there is no module ${source}`];
      const give = giver && sourceConnector(giver, output);
      const take = taker && targetConnector(taker, input);
      if (giver && !give) return [`${name}.${input}: ${giver.id} has no output ${output}`];
      if (taker && !take) return [`${name}: ${taker.id} has no input ${input}`];
      const why = give && take && whyNotFeed(outputRef(source, output), give, outputRef(name, input), take);
      return why === undefined ? [] : [why];
    }),
  );
}

/**
 * The document as a file: the same document gives the same bytes, nodes in the order in which they were added, fields and
 * inputs by name, in whatever order they were set.
 */
export function serializeGraph(document: GraphDocument): string {
  const around = {
    version: document.version,
    nodes: {},
    ...framesOf(document),
    ...savedLinks(document),
    ...(document.view ? { view: document.view } : {}),
  };
  const nodes = nodesOf(document).map(([name, node]) => `    ${JSON.stringify(name)}: ${nodeText(node)}`);
  const text = JSON.stringify(around, null, 2);
  // Nothing but the version comes before the nodes.
  const all = nodes.length === 0 ? text : text.replace('"nodes": {}', () => `"nodes": {\n${nodes.join(',\n')}\n  }`);
  return `${all}\n`;
}

/** Groups and notes, where there are any, with their fields in one order. */
function framesOf({ groups = {}, notes = {} }: GraphDocument): Pick<GraphDocument, 'groups' | 'notes'> {
  const sets = Object.entries(groups).flatMap(([id, group]) => {
    if (!group) return [];
    const { title, colour, folded } = group;
    return [[id, { title, colour, ...(folded ? { folded } : {}) }] as const];
  });
  const texts = Object.entries(notes).flatMap(([id, note]) => {
    if (!note) return [];
    const { text, position, width, colour } = note;
    return [[id, { text, position: { x: position.x, y: position.y }, width, colour }] as const];
  });
  return {
    ...(sets.length > 0 ? { groups: Object.fromEntries(sets) } : {}),
    ...(texts.length > 0 ? { notes: Object.fromEntries(texts) } : {}),
  };
}
