import './files.css';
import { useFileDialog } from './fileDialogs.ts';
import { LimitsDialog } from './LimitsDialog.tsx';

/** The dialog about files that is open, if any. */
export function FileDialogs() {
  const dialog = useFileDialog((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'limits':
      return <LimitsDialog />;
    default:
      return null;
  }
}
