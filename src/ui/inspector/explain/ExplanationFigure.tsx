import { useState } from 'react';
import { useInspection } from '../../../state/inspection';
import { ExportButtons } from '../../shared/ExportButtons';
import { csvOf, saveText } from '../../shared/saveFile';
import { formatPercent, formatValue } from '../../training/format';
import { CellMark } from '../maps/CellMark';
import { largest, MapFigure, type MapCell } from '../maps/MapFigure';
import { ProbePhoto } from '../maps/ProbePhoto';
import { saveMapPictures } from '../maps/saveMapPicture';
import styles from './ExplainView.module.css';

/** The evidence for one class. */
export interface ClassMap {
  readonly className: string;
  /** That the network gives it. */
  readonly probability: number;
  /** Row-major. */
  readonly values: ArrayLike<number>;
}

interface ExplanationFigureProps {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  /** One, or two to be compared: side by side on one scale. */
  readonly maps: readonly ClassMap[];
  readonly opacity: number;
  /** How to read it. */
  readonly about: string;
}

/** Maps of evidence over the picture, with their numbers under the pointer and as files. */
export function ExplanationFigure({ name, height, width, maps, opacity, about }: ExplanationFigureProps) {
  const [hovered, setHovered] = useState<MapCell | null>(null);
  const [focused, setFocused] = useState<MapCell>({ row: 0, column: 0 });
  const probe = useInspection((state) => state.probe);
  const cell = hovered ?? focused;
  const range = Math.max(...maps.map(({ values }) => largest(values)));
  const valueAt = ({ values }: ClassMap, { row, column }: MapCell) =>
    formatValue(values[row * width + column] ?? 0);
  const place = ({ row, column }: MapCell) => `row ${row + 1}, column ${column + 1}`;
  const compared = maps.length > 1;
  const scale = `${height} × ${width}; the strongest colour is ${formatValue(range)}`;
  const of = maps.map(({ className }) => className).join(' and ');
  return (
    <section className={styles.part} aria-label={name}>
      <h3>{name}</h3>
      <div className={styles.pair} data-compared={compared}>
        {maps.map((map, index) => (
          <MapFigure
            key={index}
            caption={
              compared
                ? `${map.className}, ${formatPercent(map.probability)}: ${valueAt(map, cell)}`
                : `${scale}. Row ${cell.row + 1}, column ${cell.column + 1}: ${valueAt(map, cell)}`
            }
            label={`${name} for ${map.className}, ${height} by ${width}; ${place(focused)}: ${valueAt(map, focused)}`}
            height={height}
            width={width}
            values={map.values}
            range={range}
            ground={<ProbePhoto />}
            opacity={opacity}
            cell={focused}
            onPick={setFocused}
            onHover={setHovered}
            marks={<CellMark left={cell.column} top={cell.row} width={1} height={1} kind="cell" />}
          />
        ))}
      </div>
      {compared && (
        <p className={styles.note}>
          {scale} in both. At {place(cell)}.
        </p>
      )}
      <p className={styles.note}>{about}</p>
      <ExportButtons
        of={`${name} for ${of}`}
        formats={[
          {
            name: 'PNG',
            save: () =>
              saveMapPictures(
                `${name} ${of}.png`,
                maps.map(({ values }) => ({
                  height,
                  width,
                  values,
                  range,
                  opacity,
                  photo: probe?.pixels ?? null,
                })),
              ),
          },
          {
            name: 'CSV',
            save: () =>
              saveText(`${name} ${of}.csv`, 'text/csv', csvOf(explanationRows(maps, height, width))),
          },
        ]}
      />
    </section>
  );
}

/** The values row by row; of several maps one after the other, each row headed by its class. */
function explanationRows(
  maps: readonly ClassMap[],
  height: number,
  width: number,
): readonly (readonly (string | number)[])[] {
  return maps.flatMap(({ className, values }) =>
    Array.from({ length: height }, (_, row) => [
      ...(maps.length > 1 ? [className] : []),
      ...Array.from({ length: width }, (_cell, column) => values[row * width + column] ?? 0),
    ]),
  );
}
