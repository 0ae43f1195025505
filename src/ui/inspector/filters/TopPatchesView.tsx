import { useRef, useState, type KeyboardEvent } from 'react';
import type { TopPatch, TopPatches } from '../../../engine/protocol/filterPictures';
import { reportFailure } from '../../../state/engine';
import { useInspection } from '../../../state/inspection';
import { useLooking } from '../../../state/looking';
import { formatValue } from '../../training/format';
import { Button } from '../../shared/Button';
import { ExportButtons } from '../../shared/ExportButtons';
import { formatCount } from '../../shared/format';
import { csvOf, saveText } from '../../shared/saveFile';
import type { LayerViewProps } from '../inspectorTabs';
import { CellMark } from '../maps/CellMark';
import { MapFigure } from '../maps/MapFigure';
import styles from './FiltersView.module.css';
import { InputPicture, savePictures } from './InputPicture';
import { MapField, useChosenMap } from './MapField';
import { useAskedOnce } from './useAskedOnce';

const COUNT = 9;
/** At most so many images are looked through. */
const IMAGES = 1000;

/** What of the user's own images a map answers to most. */
export function TopPatchesView({ layer }: LayerViewProps) {
  const map = useChosenMap(layer);
  const { answer, waiting, problem, step, old, again } = useAskedOnce('topPatches', {
    layerId: layer.id,
    map,
    count: COUNT,
    images: IMAGES,
  });
  return (
    <>
      <div className={styles.controls}>
        <MapField layer={layer} />
        <Button size="small" disabled={waiting} onClick={again}>
          {waiting ? 'Looking…' : 'Again'}
        </Button>
      </div>
      {problem !== null && <p className={styles.note}>{problem}</p>}
      {answer === null && problem === null && (
        <p className={styles.note}>Looking through your images for what wakes this map…</p>
      )}
      {answer !== null && (
        <>
          <p className={styles.note}>
            {answer.looked === answer.all
              ? `Of all ${formatCount(answer.all)} images`
              : `Of ${formatCount(answer.looked)} images, evenly spread over all ${formatCount(answer.all)}`}
            , those on which a cell of the map is highest; each is cut to what that cell sees.
            {old && ` As of step ${step}.`}
          </p>
          {answer.patches.every(({ value }) => value === 0) ? (
            <p className={styles.note}>
              Map {map + 1} is 0 at its highest on every one of them: it is dead on your images.
            </p>
          ) : (
            <Patches key={`${map}`} answer={answer} name={`${layer.label} map ${map + 1}`} />
          )}
        </>
      )}
    </>
  );
}

const moves: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

function Patches({ answer, name }: { readonly answer: TopPatches; readonly name: string }) {
  const { patches, height, width, channels } = answer;
  const [wanted, setWanted] = useState(0);
  const group = useRef<HTMLDivElement>(null);
  const chosen = Math.min(wanted, patches.length - 1);
  const patch = patches[chosen];
  if (patch === undefined) return null;
  const pictureOf = ({ pixels }: TopPatch) => ({ height, width, channels, pixels });
  const choose = (index: number) => {
    setWanted(index);
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[index]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    choose((chosen + move + patches.length) % patches.length);
  };
  const look = () => {
    useInspection
      .getState()
      .chooseProbe({ kind: 'dataset', imageId: patch.id })
      .then(() => {
        const { setUnit, unit } = useLooking.getState();
        setUnit({ map: unit?.map ?? 0, row: patch.row, column: patch.column });
      })
      .catch(reportFailure('Looking at the picture'));
  };
  const { field } = patch;
  return (
    <>
      <div
        ref={group}
        role="radiogroup"
        aria-label={`Strongest patches for ${name}`}
        className={styles.patches}
        onKeyDown={onKeyDown}
      >
        {patches.map((each, index) => (
          <button
            key={each.id}
            type="button"
            role="radio"
            aria-checked={index === chosen}
            aria-label={`Patch ${index + 1}: ${patchText(each)}`}
            tabIndex={index === chosen ? 0 : -1}
            className={styles.patch}
            onClick={() => choose(index)}
          >
            <span className={styles.patchPicture}>
              <InputPicture
                picture={pictureOf(each)}
                {...(each.field === null ? {} : { part: each.field })}
              />
            </span>
            <span>{formatValue(each.value)}</span>
          </button>
        ))}
      </div>
      <div className={styles.whole}>
        <MapFigure
          caption={`${patchText(patch)}; row ${patch.row + 1}, column ${patch.column + 1}`}
          label={`The whole picture of patch ${chosen + 1}, what the cell sees of it outlined`}
          height={height}
          width={width}
          values={null}
          ground={<InputPicture picture={pictureOf(patch)} />}
          marks={
            field !== null && (
              <CellMark
                left={field.columns[0]}
                top={field.rows[0]}
                width={field.columns[1] - field.columns[0] + 1}
                height={field.rows[1] - field.rows[0] + 1}
                kind="window"
              />
            )
          }
        />
      </div>
      <div className={styles.controls}>
        <Button size="small" onClick={look}>
          Look at this picture
        </Button>
        <ExportButtons
          of={`the strongest patches for ${name}`}
          formats={[
            {
              name: 'PNG',
              save: () =>
                savePictures(
                  `${name} strongest patches.png`,
                  patches.map((each) => ({
                    picture: pictureOf(each),
                    ...(each.field === null ? {} : { part: each.field }),
                  })),
                ),
            },
            {
              name: 'CSV',
              save: () => saveText(`${name} strongest patches.csv`, 'text/csv', csvOf(rowsOf(patches))),
            },
          ]}
        />
      </div>
    </>
  );
}

function patchText({ path, className, value }: TopPatch): string {
  return `${formatValue(value)}, ${className}, ${path}`;
}

function rowsOf(patches: readonly TopPatch[]) {
  return [
    [
      'image',
      'class',
      'split',
      'value',
      'row',
      'column',
      'first row seen',
      'last row seen',
      'first column seen',
      'last column seen',
    ],
    ...patches.map(({ path, className, split, value, row, column, field }) => [
      path,
      className,
      split,
      value,
      row + 1,
      column + 1,
      ...(field === null ? ['', '', '', ''] : [...field.rows, ...field.columns].map((edge) => edge + 1)),
    ]),
  ];
}
