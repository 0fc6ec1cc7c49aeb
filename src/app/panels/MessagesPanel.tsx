import { useState } from 'react';
import { clearMessages, filterMessages, type Message, type MessageLevel, useMessages } from '#src/app/messages.ts';
import { useApp } from '#src/app/store.ts';
import { imageText } from './NodeDetails.tsx';
import { NodeLink } from './NodeLink.tsx';
import { Sheet, type SheetColumn } from './Sheet.tsx';

const icons: Readonly<Record<MessageLevel, string>> = { info: 'ℹ', warning: '⚠', error: '✖' };
const levels = {
  all: 'All levels',
  warning: 'Warnings and errors',
  error: 'Errors',
} as const;

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const columns: readonly SheetColumn<Message>[] = [
  {
    id: 'time',
    label: 'Time',
    cell: (message) => <span className="message-time">{time.format(message.time)}</span>,
  },
  {
    id: 'level',
    label: 'Level',
    cell: ({ level, count }) => (
      <span className="message-level" data-level={level}>
        <span aria-hidden="true">{icons[level]}</span> {level}
        {count > 1 && ` ×${count}`}
      </span>
    ),
  },
  { id: 'node', label: 'Module', cell: ({ node }) => (node === undefined ? null : <NodeLink node={node} />) },
  {
    id: 'text',
    label: 'Message',
    cell: ({ text, suggestion, images }) => (
      <div className="message-text">
        {text}
        {suggestion && <div>→ {suggestion}</div>}
        {images.length > 0 && <div className="panel-muted">Inputs: {images.map(imageText).join(', ')}</div>}
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
          placeholder="Filter"
          aria-label="Filter messages"
          value={filter}
          onChange={(event) => filterMessages(event.target.value)}
        />
        <select
          className="field"
          aria-label="Level of messages"
          value={level}
          onChange={(event) => setLevel(event.target.value as keyof typeof levels)}
        >
          {Object.entries(levels).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
        <span className="panel-muted">
          {shown.length} of {messages.length}
        </span>
        <span className="sheet-space" />
        <button type="button" className="button" disabled={messages.length === 0} onClick={clearMessages}>
          Clear messages
        </button>
      </div>
      <Sheet
        label="Messages"
        columns={columns}
        rows={shown}
        keyOf={({ id }) => String(id)}
        isSelected={({ node }) => node !== undefined && selection.includes(node)}
        empty={messages.length === 0 ? 'No messages.' : 'No message fits the filter.'}
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
