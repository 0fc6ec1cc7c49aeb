import { useId } from 'react';
import { numberText } from '#src/app/format.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import type { DicomListing, DicomSeries } from '#src/formats/dicomSeries.ts';

interface SeriesTableProps {
  readonly label: string;
  readonly listing: DicomListing;
  /** The id of the chosen series; empty where none is. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** The series of a study, one of which is chosen with a radio button: by mouse, and by the arrow keys within the group. */
export function SeriesTable({ label, listing: { series, skipped }, chosen, onChoose }: SeriesTableProps) {
  const group = useId();
  const isOne = series.length === 1;
  const isKnown = series.some(({ id }) => id === chosen);
  return (
    <>
      {!isOne && series.length > 0 && !isKnown && (
        <span className="series-hint">
          {(chosen === '' ? fileTexts.series.chooseOne : fileTexts.series.notInFile)(series.length)}
        </span>
      )}
      {series.length > 0 && (
        <table className="series-table" aria-label={label}>
          <colgroup>
            <col className="series-mark" />
            <col />
            <col className="series-size" />
            <col className="series-spacing" />
            <col className="series-pictures" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{fileTexts.series.chosenColumn}</span>
              </th>
              <th scope="col">{fileTexts.series.nameColumn}</th>
              <th scope="col">{commonTexts.size}</th>
              <th scope="col">{fileTexts.series.spacingColumn}</th>
              <th scope="col">{fileTexts.series.imagesColumn}</th>
            </tr>
          </thead>
          <tbody>
            {series.map((each) => (
              <SeriesLine
                key={each.id}
                series={each}
                group={group}
                isChosen={each.id === chosen || (isOne && chosen === '')}
                onChoose={isOne && (chosen === '' || each.id === chosen) ? undefined : onChoose}
              />
            ))}
          </tbody>
        </table>
      )}
      {skipped.length > 0 && (
        <details className="panel-help">
          <summary>{fileTexts.series.skipped(skipped.length)}</summary>
          <ul>
            {skipped.slice(0, mostSkipped).map(({ name, reason }) => (
              <li key={name}>
                {name}: {reason}
              </li>
            ))}
            {skipped.length > mostSkipped && <li>{fileTexts.series.moreSkipped(skipped.length - mostSkipped)}</li>}
          </ul>
        </details>
      )}
    </>
  );
}

const mostSkipped = 50;

interface SeriesLineProps {
  readonly series: DicomSeries;
  readonly group: string;
  readonly isChosen: boolean;
  readonly onChoose: ((id: string) => void) | undefined;
}

function SeriesLine({ series, group, isChosen, onChoose }: SeriesLineProps) {
  const { id, modality, number, description, size, frames, spacing, pictures, warnings, problem } = series;
  const name = [modality, number, description].filter((word) => word !== undefined && word !== '').join(' ');
  const notes = [...(problem === undefined ? [] : [`✖ ${problem}`]), ...warnings.map((warning) => `⚠ ${warning}`)];
  const notesId = `${group}-${id}`;
  const row = {
    'data-chosen': isChosen,
    'data-one': onChoose === undefined,
    onClick: () => problem === undefined && onChoose?.(id),
  };
  return (
    <>
      <tr {...row} data-noted={notes.length > 0}>
        <td>
          {onChoose ? (
            <input
              type="radio"
              name={group}
              checked={isChosen}
              disabled={problem !== undefined && !isChosen}
              aria-label={fileTexts.series.choice(name, pictures)}
              aria-describedby={notes.length > 0 ? notesId : undefined}
              onChange={() => onChoose(id)}
            />
          ) : (
            <span role="img" aria-label={fileTexts.series.chosen}>
              ✓
            </span>
          )}
        </td>
        <td>{name || fileTexts.series.noName}</td>
        <td>
          {size.join(' × ')}
          {frames > 1 && <span className="series-note">{fileTexts.series.frames(frames)}</span>}
        </td>
        <td>{spacing.map((mm) => numberText(Number(mm.toFixed(3)))).join(' × ')}</td>
        <td>{commonTexts.many(pictures)}</td>
      </tr>
      {notes.length > 0 && (
        <tr {...row}>
          <td />
          <td colSpan={4} id={notesId}>
            {notes.map((note) => (
              <span key={note} className={`series-note ${note.startsWith('✖') ? 'param-error' : 'series-warning'}`}>
                {note}
              </span>
            ))}
          </td>
        </tr>
      )}
    </>
  );
}
