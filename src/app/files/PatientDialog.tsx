import { useEffect, useState } from 'react';
import { Modal } from '#src/app/Modal.tsx';
import { fileTexts } from '#src/app/texts/files.ts';
import type { PatientField } from '#src/formats/dicomPatient.ts';
import type { FileRef } from '#src/graph/module.ts';
import { closeFileDialog } from './fileDialogs.ts';
import { patientFields } from './study.ts';

/** What the headers of a series say of its patient, for as long as the dialog is open and nowhere else. */
export function PatientDialog({ file, series }: { file: FileRef; series: string }) {
  const [fields, setFields] = useState<readonly PatientField[]>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    let isOver = false;
    patientFields(file, series).then(
      (found) => isOver || setFields(found),
      (reason: unknown) => isOver || setError(reason instanceof Error ? reason.message : String(reason)),
    );
    return () => {
      isOver = true;
    };
  }, [file, series]);
  return (
    <Modal title={fileTexts.patient.title} onClose={closeFileDialog}>
      <p className="panel-help">{fileTexts.patient.explanation(file.name)}</p>
      {error && <p className="param-error">{error}</p>}
      {!fields && !error && <p>{fileTexts.patient.reading}</p>}
      {fields?.length === 0 && <p>{fileTexts.patient.nothing}</p>}
      {fields && fields.length > 0 && (
        <dl className="patient">
          {fields.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Modal>
  );
}
