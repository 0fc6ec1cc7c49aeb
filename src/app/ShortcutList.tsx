import type { Command } from './command.ts';
import { keyText } from './command.ts';
import { commands } from './commands.ts';
import { Modal } from './Modal.tsx';
import { helpTexts } from './texts/help.ts';

/** Every key of the commands, and what the mouse does. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const withKeys = Object.values<Command>(commands).flatMap((command) => {
    const keys = command.keys ?? (command.clipboardKey ? [command.clipboardKey] : []);
    return keys.length > 0 ? [{ ...command, keys }] : [];
  });
  return (
    <Modal title={helpTexts.keysAndMouse} onClose={onClose}>
      <div className="panel" style={{ padding: 0 }}>
        <table>
          <tbody>
            {withKeys.map((command) => (
              <tr key={command.id}>
                <td>{command.keys.map(keyText).join(', ')}</td>
                <td>{command.title}</td>
              </tr>
            ))}
            {helpTexts.mouse.map(([gesture, effect]) => (
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
