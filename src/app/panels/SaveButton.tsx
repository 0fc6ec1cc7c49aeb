import { useRef, useState } from 'react';
import { modules } from '#modules/index.ts';
import { engine } from '#src/app/evaluation.ts';
import { bytesText } from '#src/app/format.ts';
import { downloadBlob } from '#src/app/graphFiles.ts';
import { currentDocument, notify, useDocument } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import { version } from '#src/app/version.ts';
import { byteCount } from '#src/formats/joinBytes.ts';
import { outputRef } from '#src/graph/document.ts';
import { outputFileName } from '#src/graph/fileName.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { provenance, provenanceName, wantsProvenance } from '#src/graph/provenance.ts';

/** The button of a module that makes a file: it demands the file and hands it to the browser. */
export function SaveButton({ node, module }: { node: string; module: AnyModule }) {
  const [isRunning, setIsRunning] = useState(false);
  const controller = useRef<AbortController>(undefined);
  const name = outputFileName(useDocument(), modules, node);
  const output = Object.entries(module.outputs).find(([, port]) => port.type === 'file')?.[0] ?? 'file';
  const save = async () => {
    controller.current = new AbortController();
    setIsRunning(true);
    const document = currentDocument();
    const result = await engine.evaluate(document, outputRef(node, output), {
      signal: controller.current.signal,
    });
    setIsRunning(false);
    if (!result.ok) {
      if (!result.error.isCancelled) notify('error', `${result.error.node}: ${result.error.message}`);
      return;
    }
    const { value } = result;
    if (typeof value !== 'object' || !('parts' in value)) return;
    downloadBlob(new Blob([...value.parts]), name);
    if (value.sidecar) downloadBlob(new Blob([value.sidecar.bytes]), name + value.sidecar.suffix);
    if (wantsProvenance(document, node)) {
      downloadBlob(new Blob([provenance(document, node, { version, time: new Date() })]), provenanceName(name));
    }
    notify('info', fieldTexts.save.saved(name, bytesText(byteCount(value.parts))));
  };
  return (
    <div className="param-value">
      <button type="button" className="button button-primary" disabled={isRunning} onClick={() => void save()}>
        {isRunning ? fieldTexts.save.computing : commonTexts.save}
      </button>
      {isRunning && (
        <button type="button" className="button" onClick={() => controller.current?.abort()}>
          {commonTexts.cancel}
        </button>
      )}
      <span className="panel-muted">{name}</span>
    </div>
  );
}
