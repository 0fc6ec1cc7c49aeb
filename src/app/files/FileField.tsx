import { useEffect } from 'react';
import { modules } from '#modules/index.ts';
import { chooseParamFile, mainFile } from '#src/app/chooseParamFile.ts';
import { openFile } from '#src/app/files.ts';
import { currentDocument } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import { nodeOf } from '#src/graph/document.ts';
import type { FileRef, ParamValue } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';
import { LocateButtons } from './LocateButtons.tsx';
import { useIsMissing } from './missingFiles.ts';

interface FileFieldProps {
  readonly node: string;
  readonly name: string;
  readonly label: string;
  readonly value: ParamValue;
}

/** The field of a file: its name, what chooses another one, and, where its content is not here, what locates it. */
export function FileField({ node, name, label, value }: FileFieldProps) {
  const file = isFileRef(value) ? value : undefined;
  const isMissing = useIsMissing(value);
  const hash = file?.hash;
  // Whether it is here is known once it is looked for, and nobody else may ask for it.
  useEffect(() => {
    if (hash !== undefined) openFile({ name, hash }).catch(() => {});
  }, [name, hash]);
  const module = modules.get(nodeOf(currentDocument(), node)?.module ?? '');
  const takesFolders = module && mainFile(module.params) === name;
  return (
    <>
      <span className="param-file">{file?.name ?? commonTexts.noFile}</span>
      <button type="button" className="button" onClick={() => void chooseParamFile(node, name)}>
        {fileTexts.field.choose}
        <span className="visually-hidden"> {label}</span>
      </button>
      {takesFolders && (
        <button type="button" className="button" onClick={() => void chooseParamFile(node, name, 'folder')}>
          {fileTexts.field.chooseFolder}
          <span className="visually-hidden"> {label}</span>
        </button>
      )}
      {file && isMissing && <MissingFile node={node} name={name} file={file} />}
    </>
  );
}

function MissingFile({ node, name, file }: { node: string; name: string; file: FileRef }) {
  return (
    <div className="panel-message file-missing" data-testid="missing-file">
      {fileTexts.field.missing(file.name)}
      {file.hash && (
        <>
          {' '}
          {fileTexts.field.expectedHash}
          <code>{file.hash}</code>
        </>
      )}
      <span className="file-buttons">
        <LocateButtons node={node} param={name} />
      </span>
    </div>
  );
}
