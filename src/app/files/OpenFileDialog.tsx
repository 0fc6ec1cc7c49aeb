import './files.css';
import { useFileDialog } from './fileDialogs.ts';
import { LimitsDialog } from './LimitsDialog.tsx';
import { OtherFileDialog } from './OtherFileDialog.tsx';
import { PatientDialog } from './PatientDialog.tsx';

/** The dialog about files that is open, if any. */
export function OpenFileDialog() {
  const dialog = useFileDialog((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'limits':
      return <LimitsDialog />;
    case 'otherFile':
      return <OtherFileDialog {...dialog} />;
    case 'patient':
      return <PatientDialog {...dialog} />;
    default:
      return dialog satisfies never;
  }
}
