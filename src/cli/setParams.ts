import { type GraphDocument, nodeOf, outputRef, own, splitRef } from '#src/graph/document.ts';
import { linkedTo } from '#src/graph/links.ts';
import type { FileRef, ModuleSet, ParamValue } from '#src/graph/module.ts';
import { parseParam } from '#src/graph/params.ts';
import { CliError } from './cliError.ts';

/**
 * The document with the values of "NODE.param=VALUE" put in, the last of several for one parameter, for the fields coupled with it too. A connection that fed the
 * parameter is dropped. For a file the value is a path, which `addFile` takes in. Throws CliError (usage) with the names that there
 * are when one does not fit.
 */
export function setParams(
  document: GraphDocument,
  modules: ModuleSet,
  settings: readonly string[],
  addFile: (path: string) => FileRef,
): GraphDocument {
  let { nodes } = document;
  for (const setting of settings) {
    const [, name, param, text] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(setting) ?? [];
    if (name === undefined) throw usage(setting, 'write NODE.parameter=VALUE, for example Threshold.threshold=60');
    const node = nodeOf({ ...document, nodes }, name);
    if (!node)
      throw usage(setting, `there is no node ${name}: the graph has ${Object.keys(nodes).join(', ') || 'none'}`);
    const module = modules.get(node.module);
    if (!module) throw usage(setting, `${name} is of the module ${node.module}, which is not known here`);
    const definition = own(module.params, param);
    if (!definition) {
      const known = Object.keys(module.params).join(', ');
      throw usage(setting, `${name} has no parameter ${param}: ${known ? `it has ${known}` : 'it has none'}`);
    }
    let value: ParamValue;
    if (definition.kind === 'file') {
      value = addFile(text);
    } else {
      const parsed = parseParam(definition, text);
      if ('error' in parsed) throw usage(setting, parsed.error);
      value = parsed.value;
    }
    const { [param]: _dropped, ...inputs } = node.inputs;
    nodes = { ...nodes, [name]: { ...node, params: { ...node.params, [param]: value }, inputs } };
    for (const field of linkedTo(document, outputRef(name, param))) {
      const [other, otherParam] = splitRef(field);
      const found = nodeOf({ ...document, nodes }, other);
      if (found) nodes = { ...nodes, [other]: { ...found, params: { ...found.params, [otherParam]: value } } };
    }
  }
  return { ...document, nodes };
}

function usage(setting: string, why: string): CliError {
  return new CliError(`--set ${setting}: ${why}`, 2);
}
