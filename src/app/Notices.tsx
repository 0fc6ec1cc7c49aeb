import { IntakeMessages } from './files/IntakeMessages.tsx';
import { Icon } from './Icon.tsx';
import { dismiss, useApp } from './store.ts';
import { commonTexts } from './texts/common.ts';
import { windowTexts } from './texts/window.ts';

const icons = { info: 'ℹ', warning: '⚠', error: '✖' } as const;

/** Sentences for the user; a screen reader reads them as they come. */
export function Notices() {
  const notices = useApp((state) => state.notices);
  return (
    <div className="notices" role="log" aria-live="polite" aria-label={commonTexts.messages}>
      <IntakeMessages />
      {notices.map(({ id, kind, text, action }) => (
        <div key={id} className="notice" data-kind={kind} data-testid="notice">
          <span role="img" aria-label={windowTexts.notices.kinds[kind]}>
            {icons[kind]}
          </span>
          <span className="notice-text">{text}</span>
          {action && (
            <button type="button" className="button" onClick={action.do}>
              {action.label}
            </button>
          )}
          <button
            type="button"
            className="button button-quiet"
            aria-label={windowTexts.notices.close}
            onClick={() => dismiss(id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
