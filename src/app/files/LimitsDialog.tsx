import { useId, useState } from 'react';
import { Modal } from '#src/app/Modal.tsx';
import { runAgain } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import { currentLimits, defaultLimits, type Limits, limitSettings } from '#src/formats/limits.ts';
import { parseLimit, writeSize } from '#src/formats/limitText.ts';
import { closeFileDialog } from './fileDialogs.ts';
import { saveLimit } from './ownLimits.ts';

const names = Object.keys(limitSettings) as readonly (keyof Limits)[];

/** The limits of what files may ask for, on this machine. What was refused is asked anew when the dialog closes. */
export function LimitsDialog() {
  const [before] = useState(currentLimits);
  const close = () => {
    closeFileDialog();
    if (currentLimits() !== before) runAgain();
  };
  return (
    <Modal title={fileTexts.limits.title} onClose={close}>
      <p>{fileTexts.limits.explanation}</p>
      {names.map((name) => (
        <LimitField key={name} name={name} />
      ))}
    </Modal>
  );
}

function LimitField({ name }: { name: keyof Limits }) {
  const setting = limitSettings[name];
  const [text, setText] = useState(() => writeSize(currentLimits()[name]));
  const [error, setError] = useState<string>();
  const id = useId();
  if (!setting) return null;
  const type = (next: string) => {
    setText(next);
    const parsed = parseLimit(name, next);
    setError('error' in parsed ? parsed.error : undefined);
    if ('bytes' in parsed) saveLimit(name, parsed.bytes);
  };
  return (
    <div className="limit">
      <label htmlFor={id}>{setting.label}</label>
      <span className="limit-value">
        <input
          id={id}
          className="field"
          value={text}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-help`}
          autoComplete="off"
          onChange={(event) => type(event.target.value)}
        />
        <button
          type="button"
          className="button"
          disabled={text === writeSize(defaultLimits[name])}
          onClick={() => type(writeSize(defaultLimits[name]))}
        >
          {commonTexts.default}
          <span className="visually-hidden">{fileTexts.limits.ofLimit(setting.label)}</span>
        </button>
      </span>
      <span id={`${id}-help`} className={error ? 'param-error' : 'panel-help'}>
        {error ?? fileTexts.limits.range(setting.help, writeSize(setting.least), writeSize(setting.most))}
      </span>
    </div>
  );
}
