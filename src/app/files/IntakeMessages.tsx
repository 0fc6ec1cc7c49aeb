import { commonTexts } from '#src/app/texts/common.ts';
import { useIntakes } from './intakeProgress.ts';

/** What is being read, each with how far it is and a button that ends it. */
export function IntakeMessages() {
  const intakes = useIntakes((state) => state.intakes);
  return intakes.map(({ id, doing, fraction, cancel }) => (
    <div key={id} className="notice" data-kind="info" data-testid="intake">
      <span className="notice-text">
        {/* Numbers that change many times a second are for the eye only. */}
        <span aria-live="off">{doing}</span>
        <progress max={1} value={fraction > 0 ? fraction : undefined} aria-label={doing} aria-live="off" />
      </span>
      <button type="button" className="button" onClick={cancel}>
        {commonTexts.cancel}
      </button>
    </div>
  ));
}
