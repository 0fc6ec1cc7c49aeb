import {
  type GraphDocument,
  type GraphNode,
  nodesOf,
  type OutputRef,
  outputRef,
  own,
  splitRef,
} from '#src/graph/document.ts';
import { outputFileName } from '#src/graph/fileName.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import { passedSource } from '#src/graph/passedSource.ts';
import { provenanceName, wantsProvenance } from '#src/graph/provenance.ts';
import { CliError } from './cliError.ts';

/** A file that a run will write. */
export interface PlannedFile {
  readonly output: OutputRef;
  /** What is written, as the graph names it: the node that saves, or the output that a viewer shows. */
  readonly label: string;
  readonly fileName: string;
  /** Whether a file beside it tells where it comes from. */
  readonly hasProvenance: boolean;
}

/** The files of a run, and the document to run. */
export interface PlannedRun {
  readonly document: GraphDocument;
  readonly files: readonly PlannedFile[];
}

/**
 * What a run of a document writes: every output that is a file (SaveImage, SaveTable ...). A network that has none is one to look at: then what
 * its viewers show is written, except what comes straight from a file. The document returned has a SaveImage for each of these.
 * Throws CliError where there is nothing to write, or two files would have one name.
 */
export function plannedFiles(document: GraphDocument, modules: ModuleSet): PlannedRun {
  const savers = fileOutputs(document, modules);
  if (savers.length > 0) {
    const outputs = savers.map((output) => [output, splitRef(output)[0]] as const);
    return { document, files: named(document, modules, outputs) };
  }
  const stopped = nodesOf(document).find(([, node]) => node.flow !== undefined && hasFile(node, modules));
  if (stopped) {
    const state = stopped[1].flow === 'off' ? 'switched off' : 'bypassed';
    throw new CliError(
      `${stopped[0]} is ${state}, so nothing would be written: turn it on in the graph, or remove it to write what viewers show`,
    );
  }
  const saver = modules.get('SaveImage');
  const shown = saver ? [...shownImages(document, modules)] : [];
  if (!saver || shown.length === 0) {
    throw new CliError(
      'The graph has nothing to write: add a SaveImage or another module that saves, or a viewer of a computed image',
    );
  }
  const nodes: Record<string, GraphNode | undefined> = { ...document.nodes };
  const outputs = shown.map((ref, n) => {
    let name = `Saved${n}`;
    while (Object.hasOwn(nodes, name)) name += '_';
    const [source, output] = splitRef(ref);
    const isOnly = shown.filter((other) => splitRef(other)[0] === source).length === 1;
    const fileName = `{prefix}_${isOnly ? source : `${source}_${output}`}.nii.gz`;
    const node = {
      module: saver.id,
      moduleVersion: saver.version,
      position: { x: 0, y: 0 },
      params: { ...defaultParams(saver.params), fileName },
      inputs: { input0: ref },
    };
    nodes[name] = node;
    return [outputRef(name, 'file'), ref] as const;
  });
  const whole = { ...document, nodes };
  return { document: whole, files: named(whole, modules, outputs) };
}

function named(
  document: GraphDocument,
  modules: ModuleSet,
  outputs: readonly (readonly [output: OutputRef, label: string])[],
): PlannedFile[] {
  const labels = new Map<string, string>();
  return outputs.map(([output, label]) => {
    const [node] = splitRef(output);
    const fileName = outputFileName(document, modules, node);
    const hasProvenance = wantsProvenance(document, node);
    for (const name of [fileName, ...(hasProvenance ? [provenanceName(fileName)] : [])]) {
      // Many file systems take names that differ in case, or in how accents are written, for one.
      const folded = name.normalize('NFC').toLowerCase();
      const other = labels.get(folded);
      if (other !== undefined) {
        throw new CliError(`${other} and ${label} would both write ${name}: rename one of the files`);
      }
      labels.set(folded, label);
    }
    return { output, label, fileName, hasProvenance };
  });
}

function fileOutputs(document: GraphDocument, modules: ModuleSet): OutputRef[] {
  const running = nodesOf(document).filter(([, node]) => node.flow === undefined);
  return running.flatMap(([name, node]) =>
    Object.entries(modules.get(node.module)?.outputs ?? {})
      .filter(([, port]) => port.type === 'file')
      .map(([output]) => outputRef(name, output)),
  );
}

function hasFile(node: GraphNode, modules: ModuleSet): boolean {
  return Object.values(modules.get(node.module)?.outputs ?? {}).some(({ type }) => type === 'file');
}

/** The images that viewers show (modules without outputs), each once, unless they come from a module that reads a file. */
function shownImages(document: GraphDocument, modules: ModuleSet): Set<OutputRef> {
  const shown = new Set<OutputRef>();
  for (const [, node] of nodesOf(document)) {
    const viewer = modules.get(node.module);
    if (!viewer || node.flow !== undefined || Object.keys(viewer.outputs).length > 0) continue;
    for (const [input, port] of Object.entries(viewer.inputs)) {
      const fed = port.type === 'image' ? own(node.inputs, input) : undefined;
      const passed = fed && passedSource(document, modules, fed);
      const ref = passed && 'ref' in passed ? passed.ref : undefined;
      const source = ref && modules.get(own(document.nodes, splitRef(ref)[0])?.module ?? '');
      const readsFile = source && Object.values(source.params).some((param) => param.kind === 'file');
      if (ref && source && !readsFile) shown.add(ref);
    }
  }
  return shown;
}
