import { sliceTexts } from '#src/app/texts/slices.ts';
import './options.css';
import { Popover } from '@base-ui/react/popover';
import { memo } from 'react';
import { sliceViewerParams } from '#modules/sliceViewerParams.ts';
import { OptionRow } from './OptionRow.tsx';
import { PresetButtons, type PresetButtonsProps } from './PresetButtons.tsx';
import type { ViewerDisplay } from './viewerDisplay.ts';

const rows: Readonly<Record<'window' | 'picture' | 'texts', readonly (readonly [keyof ViewerDisplay, string])[]>> = {
  window: [
    ['autoLow', ''],
    ['autoHigh', ''],
    ['colorMap', sliceTexts.options.keys.colors],
    ['invertLUT', 'V'],
  ],
  picture: [
    ['filterMode', sliceTexts.options.keys.interpolation],
    ['numSlices', sliceTexts.options.keys.mosaic],
    ['slab', '[ ]'],
    ['blendMode', ''],
    ['cineSpeed', sliceTexts.options.keys.play],
    ['convention', 'N'],
  ],
  texts: [
    ['annotationSizeMode', 'A'],
    ['annoCoords', ''],
  ],
};

interface SliceOptionsProps extends PresetButtonsProps {
  readonly name: string;
  readonly display: ViewerDisplay;
  readonly onDisplay: (display: ViewerDisplay) => void;
  readonly hasOwnColors?: boolean;
  readonly hasMosaic?: false;
}

/** The rest of what can be set of a 2D view, with its keys, in a popover. */
export const SliceOptions = memo(function SliceOptions(props: SliceOptionsProps) {
  const { name, display, onDisplay, hasOwnColors, hasMosaic } = props;
  const isShown = (param: keyof ViewerDisplay) =>
    !(hasOwnColors && (param === 'colorMap' || param === 'invertLUT')) &&
    !(hasMosaic === false && param === 'numSlices') &&
    !(param === 'blendMode' && display.slab === 1);
  const row = ([param, key]: readonly [keyof ViewerDisplay, string]) =>
    isShown(param) && (
      <OptionRow
        key={param}
        param={sliceViewerParams[param]}
        keyText={key}
        value={display[param]}
        onValue={(value) => onDisplay({ ...display, [param]: value })}
      />
    );
  return (
    <Popover.Root>
      <Popover.Trigger
        className="viewer-button"
        aria-label={sliceTexts.options.viewOf(name)}
        title={sliceTexts.options.viewTitle}
      >
        {sliceTexts.options.view}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="popover-positioner" side="top" align="end" sideOffset={4} collisionPadding={8}>
          <Popover.Popup className="viewer-options">
            <Popover.Title className="viewer-options-title">{name}</Popover.Title>
            <PresetButtons {...props} />
            {rows.window.map(row)}
            <hr />
            {rows.picture.map(row)}
            <hr />
            {rows.texts.map(row)}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
});
