import type { AnyModule, ModuleSet, Param, ParamValue } from './module.ts';
import { paramPortType } from './module.ts';
import type { PortType } from './ports.ts';

/** "Threshold.output0", or a parameter as a source: "View2D.box". */
export type OutputRef = `${string}.${string}`;

export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface GraphNode {
  readonly module: string;
  readonly moduleVersion: number;
  readonly position: Position;
  /** By name, never by position; all values are saved, defaults too. */
  readonly params: Readonly<Record<string, ParamValue>>;
  /** A port or a parameter -> what feeds it. */
  readonly inputs: Readonly<Partial<Record<string, OutputRef>>>;
  /** The group that it is in. */
  readonly group?: string;
  /** Bypassed: each output gives what arrives at the first input of its type. Off: as if the node were not there. */
  readonly flow?: Flow;
}

export type Flow = 'bypass' | 'off';

/** The colours of groups and notes by name; a theme says what they look like. */
export const frameColours = ['grey', 'blue', 'green', 'yellow', 'red', 'violet'] as const;
export type FrameColour = (typeof frameColours)[number];

/** A titled frame around the nodes that name it. */
export interface GraphGroup {
  readonly title: string;
  readonly colour: FrameColour;
  /** Drawn as one box that has the outer connections of what is in it. */
  readonly folded?: true;
}

/** A text beside the modules. */
export interface GraphNote {
  /** Markdown. */
  readonly text: string;
  readonly position: Position;
  /** It is as high as its text. */
  readonly width: number;
  readonly colour: FrameColour;
}

/** Fields that have one value: setting one of them sets all, each way. */
export interface FieldLink {
  readonly title: string;
  /** At least two, and no field is in two links. */
  readonly fields: readonly OutputRef[];
}

/** A panel that is open: a viewer, or the automatic panel of a node. */
export interface OpenPanel {
  readonly node: string;
  readonly kind: 'viewer' | 'panel';
}

/** Which panels are open and how they are docked: saved, but in no key and no undo step. */
export interface GraphView {
  readonly open: readonly OpenPanel[];
  /** The arrangement as the docking library writes it; unreadable ones are dropped. */
  readonly layout?: unknown;
}

/** Saved, undoable, and all that the engine ever sees. */
export interface GraphDocument {
  readonly version: 1;
  readonly nodes: Readonly<Partial<Record<string, GraphNode>>>;
  /** By id. A group without nodes is not kept. */
  readonly groups?: Readonly<Partial<Record<string, GraphGroup>>>;
  /** By id. */
  readonly notes?: Readonly<Partial<Record<string, GraphNote>>>;
  /** By id. */
  readonly links?: Readonly<Partial<Record<string, FieldLink>>>;
  readonly view?: GraphView;
}

export const emptyDocument: GraphDocument = { version: 1, nodes: {} };

/** The most nodes that a document may have, groups, notes and links, and fields of a link. */
export const maxNodes = 2000;
export const maxFrames = 1000;
export const maxLinkFields = 100;

/** The most characters of the title of a group or link, and of the text of a note. */
export const maxTitleLength = 200;
export const maxNoteLength = 20_000;

/** The most characters that an instance name may have. */
export const maxNameLength = 64;

/** An instance name: a letter, then letters, digits and underscores, so that "name.output" can be read back. */
export const nodeNamePattern = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** Whether a name can be given to a node; the names that JavaScript objects inherit cannot. */
export function isNodeName(name: string): boolean {
  return nodeNamePattern.test(name) && !(name in Object.prototype);
}

/** The node of a name, or undefined. */
export function nodeOf(document: GraphDocument, name: string): GraphNode | undefined {
  return Object.hasOwn(document.nodes, name) ? document.nodes[name] : undefined;
}

/** Every node with its name, in the order in which they were added. */
export function nodesOf(document: GraphDocument): (readonly [string, GraphNode])[] {
  return Object.entries(document.nodes).filter((entry): entry is [string, GraphNode] => entry[1] !== undefined);
}

/** What feeds an input or parameter of a node, or undefined. */
export function sourceOf(node: GraphNode, input: string): OutputRef | undefined {
  return Object.hasOwn(node.inputs, input) ? node.inputs[input] : undefined;
}

/** "Threshold.output0" -> ["Threshold", "output0"]; without a dot the name is empty. */
export function splitRef(ref: OutputRef): readonly [node: string, name: string] {
  const dot = ref.indexOf('.');
  return dot < 0 ? [ref, ''] : [ref.slice(0, dot), ref.slice(dot + 1)];
}

/** The link that a field is in, or undefined. */
export function linkOf({ links = {} }: GraphDocument, field: OutputRef): FieldLink | undefined {
  return Object.values(links).find((link) => link?.fields.includes(field));
}

export function outputRef(node: string, name: string): OutputRef {
  return `${node}.${name}`;
}

/** The own property of that name; ids and names come from files, so `constructor` must not be found. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The module of a node when it is known here in the very version that the node's parameters are written for. */
export function usableModule(node: GraphNode, modules: ModuleSet): AnyModule | undefined {
  const module = modules.get(node.module);
  return module && module.version === node.moduleVersion ? module : undefined;
}

/** A connector of a node as a source or a target: its type, and its parameter if it is one. */
export interface Connector {
  readonly type: PortType | undefined;
  readonly label: string;
  readonly param?: Param;
}

/** An output, or a parameter that can be a source, of a module. */
export function sourceConnector(module: AnyModule, name: string): Connector | undefined {
  return own(module.outputs, name) ?? paramConnector(module, name);
}

/** An input port, or a parameter that can be fed, of a module. */
export function targetConnector(module: AnyModule, name: string): Connector | undefined {
  return own(module.inputs, name) ?? paramConnector(module, name);
}

function paramConnector(module: AnyModule, name: string): Connector | undefined {
  const param = own(module.params, name);
  return param && { type: paramPortType(param), label: param.label, param };
}

/** The nodes that feed a node directly, each once, by the names of the inputs: when they were connected makes no difference. */
export function sourcesOf(node: GraphNode): string[] {
  const names = new Set<string>();
  for (const input of Object.keys(node.inputs).sort()) {
    const ref = sourceOf(node, input);
    if (ref !== undefined) names.add(splitRef(ref)[0]);
  }
  return [...names];
}

/** A node and everything that it depends on. */
export function ancestorsOf(document: GraphDocument, name: string): Set<string> {
  const found = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const node = nodeOf(document, next);
    if (found.has(next) || !node) continue;
    found.add(next);
    open.push(...sourcesOf(node));
  }
  return found;
}

/** A sentence why an output cannot feed an input, or undefined when it can. A used input is no reason: it is replaced. */
export function whyNotConnect(
  document: GraphDocument,
  modules: ModuleSet,
  from: OutputRef,
  to: string,
  input: string,
): string | undefined {
  const [source, output] = splitRef(from);
  const sourceNode = nodeOf(document, source);
  const targetNode = nodeOf(document, to);
  if (!sourceNode) return `There is no module ${source}`;
  if (!targetNode) return `There is no module ${to}`;
  const sourceModule = modules.get(sourceNode.module);
  const targetModule = modules.get(targetNode.module);
  if (!targetModule) return `${to} is of the unknown module ${targetNode.module}, so its inputs are not known`;
  if (!sourceModule) return `${source} is of the unknown module ${sourceNode.module}, so its outputs are not known`;
  const give = sourceConnector(sourceModule, output);
  const take = targetConnector(targetModule, input);
  if (!give) return `${sourceNode.module} has no output ${output}`;
  if (!take) return `${targetNode.module} has no input ${input}`;
  const why = whyNotFeed(from, give, outputRef(to, input), take);
  if (why !== undefined) return why;
  const linked = linkOf(document, outputRef(to, input))?.fields.find((field) => field !== outputRef(to, input));
  if (linked) return `${to}.${input} is coupled with ${linked}: uncouple it first, or feed one that is not coupled`;
  if (source === to) return `${to} cannot feed itself`;
  if (ancestorsOf(document, source).has(to)) return `${from} depends on ${to}: the connection would close a cycle`;
  return undefined;
}

/** A sentence why a connector of one type cannot feed one of another, or undefined when it can. */
export function whyNotFeed(from: OutputRef, give: Connector, to: OutputRef, take: Connector): string | undefined {
  if (give.type === undefined) return `${give.label} cannot feed another field`;
  if (take.type === undefined) return `${take.label} cannot be fed: choose a file instead`;
  if (give.type === take.type) return undefined;
  return `${from} gives ${article(give.type)}, but ${to} takes ${article(take.type)}`;
}

function article(type: PortType): string {
  return `${type === 'image' ? 'an' : 'a'} ${type}`;
}
