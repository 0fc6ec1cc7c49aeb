import { Menu } from '@base-ui/react/menu';
import { CommandItem } from '#src/app/CommandItem.tsx';
import { commands } from '#src/app/commands.ts';
import { addToGroup, groupChoices } from '#src/app/frameActions.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { SubMenu } from './SubMenu.tsx';

/** MeVisLab's Grouping menu: to a new group, to one that is there, out of it. */
export function GroupingMenu() {
  const groups = groupChoices();
  return (
    <SubMenu title={canvasTexts.menu.grouping}>
      <CommandItem command={commands.group} />
      <CommandItem command={commands.ungroup} />
      <CommandItem command={commands.fold} />
      {groups.length > 0 && <div className="menu-separator" />}
      {groups.map(({ id, title }) => (
        <Menu.Item key={id} className="menu-item" onClick={() => addToGroup(id)}>
          {canvasTexts.menu.addTo(title)}
        </Menu.Item>
      ))}
    </SubMenu>
  );
}
