import type { Plan, PlannedNode } from '#src/engine/key.ts';
import { splitRef } from '#src/graph/document.ts';
import { isFileRef } from '#src/graph/params.ts';
import { stateTexts } from './texts/states.ts';

/** What a run was made of: all that is in the key of its node, as a reader wants it. */
export interface Made {
  readonly key: string;
  readonly version: string;
  /** By parameter or input: what it is called, what it got as text, and the key of the result behind it. */
  readonly parts: Readonly<Record<string, Part>>;
}

interface Part {
  readonly label: string;
  readonly text: string;
  /** Of what an output gave. */
  readonly key?: string;
}

/** What a planned node is made of; `plan` tells the results that feed it. */
export function madeOf(plan: Plan, planned: PlannedNode & { status: 'ready' }): Made {
  const { module, params, inputs, key } = planned;
  const parts: Record<string, Part> = {};
  for (const [name, given] of [...Object.entries(params), ...Object.entries(inputs)]) {
    const label = (module.params[name] ?? module.inputs[name])?.label ?? name;
    if (given.kind === 'value') {
      parts[name] = { label, text: textOf(given.value), key: isFileRef(given.value) ? given.value.hash : undefined };
      continue;
    }
    const source = plan.get(splitRef(given.ref)[0]);
    parts[name] = { label, text: given.ref, key: source?.status === 'ready' ? source.key : undefined };
  }
  return { key, version: stateTexts.whyRan.version(module.id, module.version), parts };
}

/** Why a node ran although it had run before: what differs, a sentence each. Two runs of one key differ in nothing: none. */
export function whyRan(before: Made, now: Made): string[] {
  if (before.key === now.key) return [];
  const why: string[] = [];
  if (before.version !== now.version) why.push(stateTexts.whyRan.otherVersion(now.version, before.version));
  for (const [name, part] of Object.entries(now.parts)) {
    const old = Object.hasOwn(before.parts, name) ? before.parts[name] : undefined;
    if (!old) why.push(stateTexts.whyRan.isNew(part.label, part.text));
    else if (old.text !== part.text) why.push(stateTexts.whyRan.otherValue(part.label, old.text, part.text));
    else if (old.key !== part.key) why.push(stateTexts.whyRan.otherResult(part.label, part.text));
  }
  for (const [name, old] of Object.entries(before.parts)) {
    if (!Object.hasOwn(now.parts, name)) why.push(stateTexts.whyRan.isGone(old.label, old.text));
  }
  return why;
}

function textOf(value: unknown): string {
  if (isFileRef(value)) return value.name;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
