import { useApp } from '#src/app/store.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import { nodeOf, own } from '#src/graph/document.ts';
import { isFileRef } from '#src/graph/params.ts';
import { locateFile } from './locateFile.ts';

/** What locates a file that is not here; a study may be located as the folder that it came from. */
export function LocateButtons({ node, param }: { node: string; param: string }) {
  const file = useApp((state) => own(nodeOf(state.history.present, node)?.params ?? {}, param));
  if (!isFileRef(file)) return null;
  return (
    <>
      <button type="button" className="button nodrag" onClick={() => void locateFile(node, param)}>
        {fileTexts.field.locate}
        <span className="visually-hidden"> {file.name}</span>
      </button>
      {/\.zip$/i.test(file.name) && (
        <button type="button" className="button nodrag" onClick={() => void locateFile(node, param, 'folder')}>
          {fileTexts.field.locateFolder}
          <span className="visually-hidden"> {file.name}</span>
        </button>
      )}
    </>
  );
}
