import { Menu } from '@base-ui/react/menu';
import { CommandItem } from '#src/app/CommandItem.tsx';
import { commands } from '#src/app/commands.ts';
import { colourFrame } from '#src/app/frameActions.ts';
import { currentDocument } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commonTexts } from '#src/app/texts/common.ts';
import { type FrameColour, frameColours, own } from '#src/graph/document.ts';
import { ArrangeMenu } from './ArrangeMenu.tsx';
import { thingOf } from './flowIds.ts';
import { openThing } from './openNode.ts';
import { SubMenu } from './SubMenu.tsx';

/** What can be done with a group or a note. */
export function FrameMenuItems({ frame }: { frame: string }) {
  const { kind, id } = thingOf(frame);
  const { groups = {}, notes = {} } = currentDocument();
  const colour = (kind === 'group' ? own(groups, id) : own(notes, id))?.colour;
  return (
    <>
      {kind === 'group' ? (
        <>
          <CommandItem command={commands.fold} />
          <CommandItem command={commands.rename} />
        </>
      ) : (
        <Menu.Item className="menu-item" onClick={() => openThing(frame)}>
          {canvasTexts.menu.editText}
        </Menu.Item>
      )}
      <SubMenu title={commonTexts.colour}>
        <Menu.RadioGroup value={colour} onValueChange={(chosen: FrameColour) => colourFrame(frame, chosen)}>
          {frameColours.map((each) => (
            <Menu.RadioItem key={each} value={each} className="menu-item" closeOnClick>
              <span>
                <span className="colour-swatch" data-colour={each} />
                {canvasTexts.menu.colours[each]}
              </span>
              <Menu.RadioItemIndicator>✓</Menu.RadioItemIndicator>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </SubMenu>
      {kind === 'group' && (
        <>
          <CommandItem command={commands.ungroup} />
          <div className="menu-separator" />
          <CommandItem command={commands.bypass} />
          <CommandItem command={commands.switchOff} />
          <ArrangeMenu />
        </>
      )}
      <div className="menu-separator" />
      <CommandItem command={commands.cut} />
      <CommandItem command={commands.copy} />
      <CommandItem command={commands.duplicate} />
      <CommandItem command={commands.delete} />
    </>
  );
}
