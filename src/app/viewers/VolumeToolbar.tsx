import View3DModule from '#modules/View3D/index.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { volumeTexts } from '#src/app/texts/volume.ts';
import { type ViewerAction, ViewerActions } from './ViewerActions.tsx';
import type { VolumeCard, VolumePaneProps } from './VolumePane.tsx';
import { initialCamera, seenFrom, type ViewSide, viewSides } from './volumeCamera.ts';
import { roundedShift } from './volumeHandlers.ts';
import { type ChosenLook, isTransferPreset, lookParams } from './volumeLook.ts';
import { WindowFields } from './WindowFields.tsx';
import type { WindowLevel } from './windowLevel.ts';

interface VolumeToolbarProps extends VolumePaneProps {
  readonly window: WindowLevel;
  readonly chosen: ChosenLook;
  readonly card: VolumeCard | undefined;
  readonly onCard: (card: VolumeCard) => void;
}

const presets: Readonly<Record<string, string>> = View3DModule.params.preset.options;

const cards: readonly VolumeCard[] = ['opacity', 'cut', 'layers', 'picture', 'help'];

/** The controls of a 3D view in one row; what is set more rarely lies in cards. */
export function VolumeToolbar(props: VolumeToolbarProps) {
  const { name, params, window, chosen, onParams, onCamera } = props;
  const { preset, shift } = lookParams(params);
  const { min, max } = chosen.domain;
  const span = max - min || 1;
  const fedTo = (param: string) => (props.fed?.[param] ? volumeTexts.toolbar.givenBy(props.fed[param]) : '');
  const setPreset = (next: string) => onParams({ preset: next, shift: 0, opacityCurve: '' });
  const sides = Object.entries(viewSides) as [ViewSide, string][];
  const look = (side: ViewSide): ViewerAction => ({
    label: side,
    name: volumeTexts.toolbar.lookFromSide(viewSides[side]),
    title: volumeTexts.toolbar.lookFromSideTitle(viewSides[side], side),
    do: () => onCamera((camera) => seenFrom(camera, side)),
  });
  return (
    <div className="viewer-toolbar" role="toolbar" aria-label={viewerTexts.toolbar.controls(name)}>
      <select
        className="viewer-select"
        aria-label={volumeTexts.toolbar.preset(name)}
        title={chosen.remark ?? volumeTexts.toolbar.presetTitle(fedTo('preset'))}
        value={preset}
        disabled={props.fed?.preset !== undefined}
        onChange={({ target }) => setPreset(target.value)}
      >
        {Object.entries(presets).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {isTransferPreset(preset) ? (
        <input
          type="range"
          className="viewer-slider"
          aria-label={volumeTexts.toolbar.shift(name)}
          title={volumeTexts.toolbar.shiftTitle(shift, fedTo('shift'))}
          min={-span / 2}
          max={span / 2}
          step={span / 1000}
          value={shift}
          disabled={props.fed?.shift !== undefined}
          onChange={({ target }) => onParams({ shift: roundedShift(target.valueAsNumber, chosen.domain) }, 'shift')}
          onDoubleClick={() => onParams({ shift: 0 })}
          onPointerUp={props.onEnd}
          onKeyUp={props.onEnd}
          onBlur={props.onEnd}
        />
      ) : (
        <>
          <span className="viewer-gap" />
          <WindowFields
            window={window}
            fed={{ center: props.fed?.lutCenter, width: props.fed?.lutWidth }}
            centerText={volumeTexts.toolbar.center}
            widthText={volumeTexts.toolbar.width}
            onWindow={({ center, width }) => onParams({ autoLUT: false, lutCenter: center, lutWidth: width })}
          />
        </>
      )}
      <select
        className="viewer-select viewer-action"
        aria-label={volumeTexts.toolbar.lookFrom(name)}
        title={volumeTexts.toolbar.lookFromTitle}
        value=""
        onChange={({ target }) => {
          const side = sides.find(([each]) => each === target.value)?.[0];
          onCamera((camera) => (side ? seenFrom(camera, side) : initialCamera));
        }}
      >
        <option value="" disabled>
          {volumeTexts.toolbar.from}
        </option>
        {sides.map(([side, text]) => (
          <option key={side} value={side}>
            {volumeTexts.toolbar.side(side, text)}
          </option>
        ))}
        <option value="reset">{volumeTexts.toolbar.frontLeft}</option>
      </select>
      <ViewerActions
        name={name}
        actions={cards.map((card) => ({
          label: volumeTexts.cards[card].label,
          name: volumeTexts.cards[card].name,
          title: volumeTexts.cards[card].title,
          isOn: props.card === card,
          do: () => props.onCard(card),
        }))}
        choices={sides.map(([side]) => look(side))}
      />
    </div>
  );
}
