import { create } from 'zustand';

/** Files that are being taken in. */
export interface Intake {
  readonly id: number;
  readonly doing: string;
  readonly fraction: number;
  readonly cancel: () => void;
}

export const useIntakes = create<{ readonly intakes: readonly Intake[] }>(() => ({ intakes: [] }));

/** What is over sooner than this is not worth a message that comes and goes. */
const showAfterMs = 250;
let count = 0;

/** Shows that files are taken in, with a way to cancel it; `end` takes the message away. */
export function showIntake(doing: string, cancel: () => void) {
  const id = count++;
  let now: Intake = { id, doing, fraction: 0, cancel };
  let isShown = false;
  const put = () =>
    useIntakes.setState(({ intakes }) => ({ intakes: [...intakes.filter((each) => each.id !== id), now] }));
  const timer = setTimeout(() => {
    isShown = true;
    put();
  }, showAfterMs);
  return {
    tell(next: string, fraction: number) {
      now = { ...now, doing: next, fraction };
      if (isShown) put();
    },
    end() {
      clearTimeout(timer);
      useIntakes.setState(({ intakes }) => ({ intakes: intakes.filter((each) => each.id !== id) }));
    },
  };
}
