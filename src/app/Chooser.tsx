import './chooser.css';
import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** One of the things to choose from. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  /** Said beside the title: what else it is called. */
  readonly alias?: string | undefined;
  /** Said at the other end of the line: a genre, a key. */
  readonly note?: string | undefined;
  /** A second line. */
  readonly help?: string | undefined;
  readonly isDisabled?: boolean;
}

interface ChooserProps {
  /** What is chosen: the name of the dialog. */
  readonly title: string;
  readonly label: string;
  readonly placeholder: string;
  readonly listLabel: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly choices: readonly Choice[];
  readonly onChoose: (choice: Choice) => void;
  readonly onClose: () => void;
  readonly empty: string;
  readonly style?: CSSProperties;
}

/** A field to type in and a list of what fits: the arrow keys go through it, Enter chooses, Esc and a click beside close. */
export function Chooser({ title, label, placeholder, listLabel, text, onText, ...props }: ChooserProps) {
  const { choices, onChoose, onClose, empty, style } = props;
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  // At once, so that what is typed on gets into it.
  useLayoutEffect(() => {
    input.current?.focus();
    const end = input.current?.value.length ?? 0;
    input.current?.setSelectionRange(end, end);
  }, []);
  const current = Math.min(active, choices.length - 1);
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const choose = (choice: Choice | undefined) => {
    if (choice && !choice.isDisabled) onChoose(choice);
  };
  return (
    <div className="chooser" style={style} role="dialog" aria-label={title}>
      <input
        ref={input}
        className="field"
        role="combobox"
        aria-expanded="true"
        aria-controls="chooser-list"
        aria-activedescendant={choices[current] && `chooser-${choices[current].id}`}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
          setActive(0);
        }}
        onBlur={(event) => {
          if (!event.relatedTarget || !event.currentTarget.parentElement?.contains(event.relatedTarget)) onClose();
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          const page = 8;
          const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
          const step = steps[event.key];
          if (event.key === 'Escape') onClose();
          if (step !== undefined) setActive(Math.max(0, Math.min(current + step, choices.length - 1)));
          if (event.key === 'Enter') choose(choices[current]);
          if (step !== undefined || ['Enter', 'Tab', 'Escape'].includes(event.key)) event.preventDefault();
        }}
      />
      {choices.length === 0 && <div className="chooser-empty">{empty}</div>}
      <div ref={list} className="chooser-list" id="chooser-list" role="listbox" aria-label={listLabel}>
        {choices.map((choice, n) => (
          <ChoiceItem key={choice.id} choice={choice} isActive={n === current} onChoose={() => choose(choice)} />
        ))}
      </div>
    </div>
  );
}

interface ChoiceItemProps {
  readonly choice: Choice;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}

function ChoiceItem({ choice: { id, title, alias, note, help, isDisabled }, isActive, onChoose }: ChoiceItemProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above, as in every combobox
    <div
      id={`chooser-${id}`}
      className="chooser-item"
      role="option"
      aria-selected={isActive}
      aria-disabled={isDisabled}
      tabIndex={-1}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <div className="chooser-title">
        <span>
          {title} {alias && <small>{alias}</small>}
        </span>
        {note && <small>{note}</small>}
      </div>
      {help && <div className="chooser-help">{help}</div>}
    </div>
  );
}
