import { useState } from 'react';
import { clearMessages, filterMessages, type Message, type MessageLevel, useMessages } from '#src/app/messages.ts';
import { useApp } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { tableTexts } from '#src/app/texts/tables.ts';
import { imageText } from './NodeDetails.tsx';
import { NodeLink } from './NodeLink.tsx';
import { Sheet, type SheetColumn } from './Sheet.tsx';

const icons: Readonly<Record<MessageLevel, string>> = { info: 'ℹ', warning: '⚠', error: '✖' };
const levels = {
  all: tableTexts.messages.levels.all,
  warning: tableTexts.messages.levels.warning,
  error: tableTexts.messages.levels.error,
} as const;

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const columns: readonly SheetColumn<Message>[] = [
  {
    id: 'time',
    label: tableTexts.messages.time,
    cell: (message) => <span className="message-time">{time.format(message.time)}</span>,
  },
  {
    id: 'level',
    label: tableTexts.messages.level,
    cell: ({ level, count }) => (
      <span className="message-level" data-level={level}>
        <span aria-hidden="true">{icons[level]}</span> {level}
        {count > 1 && ` ×${count}`}
      </span>
    ),
  },
  { id: 'node', label: commonTexts.module, cell: ({ node }) => (node === undefined ? null : <NodeLink node={node} />) },
  {
    id: 'text',
    label: tableTexts.messages.message,
    cell: ({ text, suggestion, images }) => (
      <div className="message-text">
        {text}
        {suggestion && <div>→ {suggestion}</div>}
        {images.length > 0 && <div className="panel-muted">{tableTexts.messages.inputs(images.map(imageText))}</div>}
      </div>
    ),
  },
];

/** What modules and the editor had to say, the newest first. */
export function MessagesPanel() {
  const { messages, filter } = useMessages();
  const [level, setLevel] = useState<keyof typeof levels>('all');
  const selection = useApp((state) => state.selection);
  const shown = messages.filter((message) => fits(message, level, filter)).reverse();
  return (
    <div className="sheet-panel" data-testid="messages">
      <div className="sheet-bar">
        <input
          className="field"
          type="search"
          placeholder={tableTexts.messages.filter}
          aria-label={tableTexts.messages.filterMessages}
          value={filter}
          onChange={(event) => filterMessages(event.target.value)}
        />
        <select
          className="field"
          aria-label={tableTexts.messages.levelOfMessages}
          value={level}
          onChange={(event) => setLevel(event.target.value as keyof typeof levels)}
        >
          {Object.entries(levels).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
        <span className="panel-muted">{tableTexts.messages.shown(shown.length, messages.length)}</span>
        <span className="sheet-space" />
        <button type="button" className="button" disabled={messages.length === 0} onClick={clearMessages}>
          {tableTexts.messages.clear}
        </button>
      </div>
      <Sheet
        label={commonTexts.messages}
        columns={columns}
        rows={shown}
        keyOf={({ id }) => String(id)}
        isSelected={({ node }) => node !== undefined && selection.includes(node)}
        empty={messages.length === 0 ? tableTexts.messages.none : tableTexts.messages.noneFits}
      />
    </div>
  );
}

function fits(message: Message, level: keyof typeof levels, filter: string): boolean {
  if (level === 'error' && message.level !== 'error') return false;
  if (level === 'warning' && message.level === 'info') return false;
  const wanted = filter.trim().toLowerCase();
  return [message.node ?? '', message.text, message.suggestion ?? ''].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}
