import { CommandItem } from '#src/app/CommandItem.tsx';
import { commands } from '#src/app/commands.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { SubMenu } from './SubMenu.tsx';

/** Where the selected modules lie to each other. */
export function ArrangeMenu() {
  return (
    <SubMenu title={canvasTexts.menu.arrange}>
      <ArrangeItems />
    </SubMenu>
  );
}

/** The commands of arranging, for any menu. */
export function ArrangeItems() {
  return (
    <>
      <CommandItem command={commands.arrange} />
      <div className="menu-separator" />
      <CommandItem command={commands.alignLeft} />
      <CommandItem command={commands.alignCentre} />
      <CommandItem command={commands.alignRight} />
      <CommandItem command={commands.alignTop} />
      <CommandItem command={commands.alignMiddle} />
      <CommandItem command={commands.alignBottom} />
      <div className="menu-separator" />
      <CommandItem command={commands.distributeX} />
      <CommandItem command={commands.distributeY} />
      <div className="menu-separator" />
      <CommandItem command={commands.snap} />
    </>
  );
}
