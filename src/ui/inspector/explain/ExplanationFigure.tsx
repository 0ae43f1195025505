import { useState } from 'react';
import { useInspection } from '../../../state/inspection';
import { ExportButtons } from '../../shared/ExportButtons';
import { csvOf, saveText } from '../../shared/saveFile';
import { formatValue } from '../../training/format';
import { CellMark } from '../maps/CellMark';
import { largest, MapFigure, type MapCell } from '../maps/MapFigure';
import { ProbePhoto } from '../maps/ProbePhoto';
import { saveMapPicture } from '../maps/saveMapPicture';
import styles from './ExplainView.module.css';

interface ExplanationFigureProps {
  readonly name: string;
  readonly className: string;
  readonly height: number;
  readonly width: number;
  /** Row-major. */
  readonly values: ArrayLike<number>;
  readonly opacity: number;
  /** How to read it. */
  readonly about: string;
}

/** A map of evidence over the picture, with its numbers under the pointer and as files. */
export function ExplanationFigure(props: ExplanationFigureProps) {
  const { name, className, height, width, values, opacity, about } = props;
  const [hovered, setHovered] = useState<MapCell | null>(null);
  const [focused, setFocused] = useState<MapCell>({ row: 0, column: 0 });
  const probe = useInspection((state) => state.probe);
  const cell = hovered ?? focused;
  const most = largest(values);
  const rows = Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_cell, column) => values[row * width + column] ?? 0),
  );
  return (
    <section className={styles.part} aria-label={name}>
      <h3>{name}</h3>
      <MapFigure
        caption={`${height} × ${width}; the strongest colour is ${formatValue(most)}. Row ${cell.row + 1}, column ${cell.column + 1}: ${formatValue(values[cell.row * width + cell.column] ?? 0)}`}
        label={`${name} for ${className}, ${height} by ${width}; row ${focused.row + 1}, column ${focused.column + 1}: ${formatValue(values[focused.row * width + focused.column] ?? 0)}`}
        height={height}
        width={width}
        values={values}
        ground={<ProbePhoto />}
        opacity={opacity}
        cell={focused}
        onPick={setFocused}
        onHover={setHovered}
        marks={<CellMark left={cell.column} top={cell.row} width={1} height={1} kind="cell" />}
      />
      <p className={styles.note}>{about}</p>
      <ExportButtons
        of={`${name} for ${className}`}
        formats={[
          {
            name: 'PNG',
            save: () =>
              saveMapPicture(`${name} ${className}.png`, {
                height,
                width,
                values,
                opacity,
                photo: probe?.pixels ?? null,
              }),
          },
          { name: 'CSV', save: () => saveText(`${name} ${className}.csv`, 'text/csv', csvOf(rows)) },
        ]}
      />
    </section>
  );
}
