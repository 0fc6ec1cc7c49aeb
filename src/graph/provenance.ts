import { ancestorsOf, type GraphDocument, nodeOf, nodesOf, own } from './document.ts';
import { serializeGraph } from './file.ts';
import { splitSuffix } from './fileName.ts';
import type { FileRef, ParamValue } from './module.ts';
import { isFileRef } from './params.ts';

/** What a document does not say of a result that was saved. */
export interface ProvenanceFacts {
  /** The version of Voxgraph. */
  readonly version: string;
  readonly time: Date;
}

/** Whether a node wants to be told where its file comes from: its parameter `provenance`. */
export function wantsProvenance(document: GraphDocument, node: string): boolean {
  const saver = nodeOf(document, node);
  return saver !== undefined && own(saver.params, 'provenance') === true;
}

/**
 * The name of the file that tells where another one comes from: "scan_mask.nii.gz" -> "scan_mask.json", as in BIDS. A table that is JSON
 * itself has that name already: "volumes.json" -> "volumes_provenance.json".
 */
export function provenanceName(fileName: string): string {
  const [stem, suffix] = splitSuffix(fileName);
  return suffix.toLowerCase() === '.json' ? `${stem}_provenance.json` : `${stem}.json`;
}

/**
 * Where the file of a node comes from, as a JSON sidecar in the manner of BIDS derivatives: what made it, from which inputs with which
 * SHA-256, when, and the graph of the node and all that it depends on, with every parameter, which Voxgraph opens. Of inputs nothing
 * else is told: no folder, no header. Their hashes are those of the document.
 */
export function provenance(document: GraphDocument, node: string, { version, time }: ProvenanceFacts): string {
  const ancestors = ancestorsOf(document, node);
  const part: GraphDocument = {
    version: document.version,
    nodes: Object.fromEntries(
      nodesOf(document)
        .filter(([name]) => ancestors.has(name))
        // Groups stay behind: their titles are free text.
        .map(([name, { group: _, params, ...rest }]) => [name, { ...rest, params: withBaseNames(params) }] as const),
    ),
  };
  const inputs = nodesOf(part).flatMap(([name, { params }]) =>
    Object.entries(params).flatMap(([param, value]) => (isFileRef(value) ? [input(`${name}.${param}`, value)] : [])),
  );
  const sidecar = {
    GeneratedBy: [{ Name: 'Voxgraph', Version: version }],
    GeneratedAt: time.toISOString(),
    Sources: inputs.map(({ Name }) => Name),
    Inputs: inputs,
    Node: node,
    Graph: JSON.parse(serializeGraph(part)),
  };
  return `${JSON.stringify(sidecar, null, 2)}\n`;
}

function input(field: string, { name, hash, sample }: FileRef) {
  return { Field: field, Name: name, ...(hash ? { SHA256: hash } : {}), ...(sample ? { Sample: sample } : {}) };
}

/** Names of files never hold a folder; a document that says otherwise was not made by Voxgraph. */
function withBaseNames(params: Readonly<Record<string, ParamValue>>): Record<string, ParamValue> {
  const entries = Object.entries(params).map(([name, value]) => [
    name,
    isFileRef(value) ? { ...value, name: value.name.replace(/^.*[\\/]/, '') } : value,
  ]);
  return Object.fromEntries(entries);
}
