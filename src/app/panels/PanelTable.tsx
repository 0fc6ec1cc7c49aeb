import type { ReactNode } from 'react';
import { fieldTexts } from '#src/app/texts/fields.ts';

/** All tables of a panel have the same columns, so that they stand one below the other. */
export function PanelTable({
  label,
  heads,
  children,
}: {
  readonly label: string;
  readonly heads: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <table aria-label={label}>
      <colgroup>
        <col className="col-name" />
        <col className="col-type" />
        <col />
        <col className="col-actions" />
      </colgroup>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{fieldTexts.table.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
