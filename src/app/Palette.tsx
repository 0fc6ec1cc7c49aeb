import { useState } from 'react';
import type { OutputRef } from '#src/graph/document.ts';
import { splitRef } from '#src/graph/document.ts';
import { connectOrSay } from './actions.ts';
import { Chooser } from './Chooser.tsx';
import { type Command, keyText } from './command.ts';
import { commands } from './commands.ts';
import { FieldPalette } from './FieldPalette.tsx';
import { possibleWires } from './possibleWires.ts';
import { type PaletteRequest, useApp } from './store.ts';
import { commonTexts } from './texts/common.ts';
import { paletteTexts } from './texts/palettes.ts';

/** The list over the page: all commands, or what a module or a field can be connected to. */
export function Palette() {
  const request = useApp((state) => state.palette);
  if (!request) return null;
  return (
    <div className="palette">
      <PaletteOf request={request} />
    </div>
  );
}

function PaletteOf({ request }: { request: PaletteRequest }) {
  switch (request.kind) {
    case 'commands':
      return <CommandPalette />;
    case 'connect':
      return <ConnectPalette {...request} />;
    case 'feed':
    case 'source':
    case 'couple':
      return <FieldPalette {...request} />;
    default:
      return request satisfies never;
  }
}

function CommandPalette() {
  const [text, setText] = useState('');
  const words = wordsOf(text);
  const found = Object.values<Command>(commands).filter(
    ({ id, title }) => id !== 'palette' && words.every((word) => title.toLowerCase().includes(word)),
  );
  // What cannot be done now comes last, and says so.
  const sorted = [...found].sort((a, b) => Number(isOff(a)) - Number(isOff(b)));
  return (
    <Chooser
      title={paletteTexts.commands.title}
      label={paletteTexts.commands.search}
      placeholder={paletteTexts.commands.placeholder}
      listLabel={paletteTexts.commands.found}
      text={text}
      onText={setText}
      choices={sorted.map((command) => {
        const key = command.keys?.[0] ?? command.clipboardKey;
        return {
          id: command.id,
          title: `${command.isOn?.() ? '✓ ' : ''}${command.title}`,
          note: [isOff(command) ? paletteTexts.commands.notNow : '', key ? keyText(key) : '']
            .filter(Boolean)
            .join(' · '),
          isDisabled: isOff(command),
        };
      })}
      onChoose={({ id }) => {
        close();
        found.find((command) => command.id === id)?.do();
      }}
      onClose={close}
      empty={paletteTexts.commands.none}
    />
  );
}

function isOff(command: Command): boolean {
  return command.isEnabled?.() === false;
}

/** All connections that a module can have, without a mouse: what is chosen is connected. */
function ConnectPalette({ node, port }: Extract<PaletteRequest, { kind: 'connect' }>) {
  const [text, setText] = useState('');
  const [wires] = useState(() => possibleWires(node, port));
  const words = wordsOf(text);
  const place = port ? `${port.node}.${port.name}` : node;
  const choices = wires
    .map(({ from, to, replaces, isConnected }) => ({
      id: `${from}>${to}`,
      title: `${from} → ${to}`,
      note: isConnected ? paletteTexts.connections.connected : undefined,
      help: !isConnected && replaces ? commonTexts.inPlaceOf(replaces) : undefined,
      isDisabled: isConnected,
    }))
    .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  return (
    <Chooser
      title={paletteTexts.connections.title(place)}
      label={paletteTexts.connections.search(place)}
      placeholder={paletteTexts.connections.placeholder(place)}
      listLabel={paletteTexts.connections.found}
      text={text}
      onText={setText}
      choices={choices}
      onChoose={({ id }) => {
        close();
        const [from, to] = id.split('>');
        connectOrSay(from as OutputRef, ...splitRef(to as OutputRef));
      }}
      onClose={close}
      empty={wires.length === 0 ? paletteTexts.connections.nothingFits(place) : paletteTexts.connections.none}
    />
  );
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** The keys go back to the network, to the module that has been chosen from. */
function close(): void {
  useApp.setState({ palette: undefined });
  const [name] = useApp.getState().selection;
  const node = name && document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(name)}"]`);
  (node || document.querySelector<HTMLElement>('[data-canvas-focus]'))?.focus();
}
