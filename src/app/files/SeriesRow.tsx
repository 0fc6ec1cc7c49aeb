import { setParams } from '#src/app/store.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import type { FileRef } from '#src/graph/module.ts';
import { openFileDialog } from './fileDialogs.ts';
import { SeriesTable } from './SeriesTable.tsx';
import type { SeriesState } from './useSeries.ts';

interface SeriesRowProps {
  readonly node: string;
  readonly name: string;
  /** The id of the chosen series; empty where none is. */
  readonly value: string;
  readonly file: FileRef | undefined;
  readonly state: SeriesState;
}

/** The field in which one of several DICOM series is chosen: a row of the panel over its whole width. Nothing where there are none. */
export function SeriesRow({ node, name, value: chosen, file, state }: SeriesRowProps) {
  if (!file || (state.status === 'none' && chosen === '')) return null;
  return (
    <tr data-param={name}>
      <td colSpan={4}>
        <div className="series">
          {state.status === 'reading' && (
            <>
              <span>{fileTexts.series.reading(file.name)}</span>
              <progress
                max={1}
                value={state.fraction > 0 ? state.fraction : undefined}
                aria-label={fileTexts.series.readingHeaders}
              />
            </>
          )}
          {state.status === 'failed' && <span className="param-error">{state.why}</span>}
          {state.status === 'none' && <StaleChoice node={node} name={name} file={file} />}
          {state.status === 'ready' && (
            <>
              <SeriesTable
                label={fileTexts.series.ofNode(node)}
                listing={state.listing}
                chosen={chosen}
                onChoose={(series) => setParams(node, { [name]: series })}
              />
              <PatientButton file={file} series={shownSeries(state.listing.series, chosen)} />
            </>
          )}
        </div>
      </td>
    </tr>
  );
}

/** A choice that was made for another file. */
function StaleChoice({ node, name, file }: { node: string; name: string; file: FileRef }) {
  return (
    <span className="param-error">
      {fileTexts.series.stale(file.name)}{' '}
      <button type="button" className="button" onClick={() => setParams(node, { [name]: '' })}>
        {fileTexts.series.chooseNone}
      </button>
    </span>
  );
}

/** The series that is read: the chosen one, or the only one. */
function shownSeries(series: readonly { readonly id: string }[], chosen: string): string | undefined {
  return series.find(({ id }) => id === chosen)?.id ?? (series.length === 1 ? series[0].id : undefined);
}

function PatientButton({ file, series }: { file: FileRef; series: string | undefined }) {
  return (
    <span className="file-buttons">
      <button
        type="button"
        className="button"
        disabled={series === undefined}
        title={series === undefined ? fileTexts.patient.chooseSeries : fileTexts.patient.showTitle}
        onClick={() => series !== undefined && openFileDialog({ kind: 'patient', file, series })}
      >
        {fileTexts.patient.show}
      </button>
    </span>
  );
}
