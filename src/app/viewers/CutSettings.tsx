import { volumeTexts } from '#src/app/texts/volume.ts';
import { axisCodes } from '#src/image/affine.ts';
import type { Grid } from '#src/image/volume.ts';
import { surfacesExtent } from './contentExtent.ts';
import { boxOfParts, partsOfBox } from './cropParts.ts';
import { CheckRow, ChoiceRow, SettingRow, SliderRow } from './SettingRows.tsx';
import type { VolumeSettingsProps } from './VolumeSettings.tsx';
import { cutNames, middleOfImage, numbersParam } from './volumeContent.ts';
import { type Extent, gridExtent } from './volumeProjection.ts';

const { planes, sides } = volumeTexts.cut;

/** The planes and the box that cut an image open. */
export function CutSettings(props: VolumeSettingsProps) {
  const { params, fed, camera, surfaces, onParams } = props;
  const volume = props.image.value ?? props.mask?.value;
  // What is cut: the image with its axes, or a box of the world around the surfaces.
  const whole: Grid = volume ?? gridAround(surfacesExtent(surfaces.flatMap(({ output }) => output.value ?? [])));
  const { min, max } = gridExtent(whole);
  const middle = middleOfImage(whole);
  const facing = { cutAzimuth: Math.round(camera.azimuth), cutElevation: Math.round(camera.elevation) };
  // A cut that is switched on lies in the middle at first, and an oblique one beside the viewer: what is cut and what is left are both seen.
  const beside = {
    cutAzimuth: (facing.cutAzimuth + 325) % 360,
    cutElevation: Math.max(-90, Math.min(90, facing.cutElevation + 20)),
  };
  const owner = {
    ...props,
    onParams: (values: Parameters<typeof onParams>[0], gesture?: string) => {
      const axis = cutNames.findIndex((name) => values[name] !== undefined && params[name] === 'OFF');
      const isUnset = axis >= 0 && params[`${cutNames[axis]}At`] === 0;
      const isFirst = values.cutOblique === true && params.cutAzimuth === 0 && params.cutElevation === 0;
      onParams(
        {
          ...values,
          ...(isUnset && { [`${cutNames[axis]}At`]: Math.round(middle[axis]) }),
          ...(isFirst && beside),
        },
        gesture,
      );
    },
  };
  const radius = Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2;
  return (
    <>
      {cutNames.map((name, axis) => (
        <div key={name} className="volume-group">
          <ChoiceRow owner={owner} param={name} label={planes[axis]} options={sides[axis]} />
          {params[name] !== 'OFF' && !fed?.cutPoint && params.cutFollows !== true && (
            <SliderRow
              owner={owner}
              param={`${name}At`}
              label=""
              unit={volumeTexts.cut.position(planes[axis])}
              min={min[axis]}
              max={max[axis]}
              step={0.5}
            />
          )}
        </div>
      ))}
      {fed?.cutPoint && <p className="volume-note">{volumeTexts.cut.through(fed.cutPoint)}</p>}
      <CheckRow owner={props} param="cutFollows" label={volumeTexts.cut.follow} />
      <CheckRow owner={owner} param="cutOblique" label={volumeTexts.cut.oblique} />
      {params.cutOblique === true && (
        <>
          <SliderRow
            owner={props}
            param="cutAzimuth"
            label={volumeTexts.cut.around}
            unit="°"
            min={0}
            max={360}
            step={1}
          />
          <SliderRow
            owner={props}
            param="cutElevation"
            label={volumeTexts.cut.up}
            unit="°"
            min={-90}
            max={90}
            step={1}
          />
          <SliderRow
            owner={props}
            param="cutDistance"
            label={volumeTexts.cut.depth}
            unit={volumeTexts.cut.millimetres}
            min={-radius}
            max={radius}
            step={0.5}
          />
          <button
            type="button"
            className="viewer-button"
            title={volumeTexts.cut.faceViewerTitle}
            onClick={() => onParams(facing)}
          >
            {volumeTexts.cut.faceViewer}
          </button>
        </>
      )}
      <CropBox {...props} grid={whole} />
      {surfaces.length > 0 && volume && <CheckRow owner={props} param="cutSurfaces" label={volumeTexts.cut.surfaces} />}
    </>
  );
}

/** A grid of one voxel that fills an extent. */
function gridAround({ min, max }: Extent): Grid {
  const [x, y, z] = min.map((low, axis) => max[axis] - low || 1);
  const [a, b, c] = min.map((low, axis) => (low + max[axis]) / 2);
  return { size: [1, 1, 1], affine: [x, 0, 0, a, 0, y, 0, b, 0, 0, z, c, 0, 0, 0, 1] };
}

/** The box by its low and high side along each axis of the image, in hundredths of it. */
function CropBox(props: VolumeSettingsProps & { readonly grid: Grid }) {
  const { grid, params, fed, onParams } = props;
  const box = numbersParam(params, 'box');
  if (fed?.box) return <p className="volume-note">{volumeTexts.cut.boxGiven(fed.box)}</p>;
  const isOn = box.length === 6;
  const parts = partsOfBox(box, grid);
  const codes = axisCodes(grid.affine);
  return (
    <>
      <label className="volume-check">
        <input
          type="checkbox"
          checked={isOn}
          onChange={() => onParams({ box: isOn ? [] : boxOfParts([10, 10, 10, 90, 90, 90], grid) })}
        />
        {volumeTexts.cut.box}
      </label>
      {isOn &&
        [0, 1, 2].map((axis) => (
          <SettingRow key={axis} label={`${opposite[codes[axis]]} – ${codes[axis]}`}>
            {[axis, axis + 3].map((side) => (
              <input
                key={side}
                type="range"
                className="viewer-slider"
                aria-label={volumeTexts.cut.boxSide(side < 3 ? opposite[codes[axis]] : codes[axis])}
                title={volumeTexts.cut.boxSideTitle(Math.round(parts[side]))}
                min={0}
                max={100}
                step={1}
                value={parts[side]}
                onChange={({ target }) => {
                  const moved = [...parts];
                  moved[side] = target.valueAsNumber;
                  onParams({ box: boxOfParts(moved, grid) }, 'box');
                }}
                onPointerUp={props.onEnd}
                onKeyUp={props.onEnd}
                onBlur={props.onEnd}
              />
            ))}
          </SettingRow>
        ))}
    </>
  );
}

const opposite: Readonly<Record<string, string>> = { R: 'L', L: 'R', A: 'P', P: 'A', S: 'I', I: 'S' };
