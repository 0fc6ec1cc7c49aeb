import type { Command } from './command.ts';
import { keyText } from './command.ts';
import { commands } from './commands.ts';
import { Modal } from './Modal.tsx';

const mouse: readonly (readonly [string, string])[] = [
  ['Typing on the network', 'searches a module and adds it at the pointer'],
  ['Drag from connector to connector', 'connects; a used input gets the new source'],
  ['Drag a connector onto the open network', 'adds a module that fits'],
  ['Drag the end of a connection away', 'removes it; to another connector it moves there'],
  ['Drag a module onto a connection', 'puts it in between; what is in its way moves up'],
  ['Drag a module close to a connector', 'connects them when it is let go'],
  ['Alt + drag a module', 'takes it out of the network'],
  ['Right-click a connector', 'suggests what fits, and lists what it can be connected to'],
  ['Drag the title of a group', 'moves all that is in it; a double-click renames it'],
  ['Click a connector or a connection', 'shows it in the Output Inspector'],
  ['Double-click a module', 'opens its viewer or panel; with Alt its Automatic Panel'],
  ['Shift + drag on the network', 'selects all modules in the rectangle'],
  ['In a 2D view: right drag', 'window and level'],
  ['In a 2D view: wheel, arrows', 'slices'],
  ['In a 2D view: Ctrl + wheel, pinch', 'zoom'],
  ['In a 2D view: Shift + drag', 'pan'],
];

/** Every key of the commands, and what the mouse does. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const withKeys = Object.values<Command>(commands).flatMap((command) => {
    const keys = command.keys ?? (command.clipboardKey ? [command.clipboardKey] : []);
    return keys.length > 0 ? [{ ...command, keys }] : [];
  });
  return (
    <Modal title="Keys and mouse" onClose={onClose}>
      <div className="panel" style={{ padding: 0 }}>
        <table>
          <tbody>
            {withKeys.map((command) => (
              <tr key={command.id}>
                <td>{command.keys.map(keyText).join(', ')}</td>
                <td>{command.title}</td>
              </tr>
            ))}
            {mouse.map(([gesture, effect]) => (
              <tr key={gesture}>
                <td>{gesture}</td>
                <td>{effect}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
}
