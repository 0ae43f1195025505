import { classNames } from '../../shared/classNames';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

type How = 'flatten' | 'reshape' | 'permute';

const captions: Readonly<Record<How, string>> = {
  flatten:
    'The values of all maps, here 2 × 3 × 2, are laid out in one line of 12: cell by cell, the maps of a cell next to each other. None is changed.',
  reshape: 'The same 12 values in the same order, folded to another shape: here a line of 12 to 3 × 4.',
  permute: 'Axes change places: here rows and columns. Every value keeps its number and gets a new place.',
};

/** Cells of 2 × 3 with 2 channels, numbered as they lie in memory. */
export function RearrangePicture({ how }: { readonly how: How }) {
  return (
    <PictureFigure caption={captions[how]} steps={how === 'permute' ? 6 : 12} restsAt={4}>
      {(step) => {
        if (how === 'permute') return <Permuted step={step} />;
        return how === 'flatten' ? <Flattened step={step} /> : <Reshaped step={step} />;
      }}
    </PictureFigure>
  );
}

interface CellProps {
  readonly x: number;
  readonly y: number;
  readonly number: number;
  readonly marked: boolean;
  readonly side?: number;
}

function Cell({ x, y, number, marked, side = 22 }: CellProps) {
  return (
    <>
      <rect
        className={classNames(marked ? styles.solid : styles.soft)}
        x={x}
        y={y}
        width={side}
        height={side}
      />
      <text className={marked ? styles.onSolid : styles.text} x={x + side / 2} y={y + side / 2 + 3.5}>
        {number}
      </text>
      {marked && <rect className={styles.window} x={x} y={y} width={side} height={side} />}
    </>
  );
}

function Flattened({ step }: { readonly step: number }) {
  const cell = (number: number) => {
    const channel = number % 2;
    const place = Math.floor(number / 2);
    return { x: 76 + channel * 102 + (place % 3) * 22, y: 18 + Math.floor(place / 3) * 22 };
  };
  const [from, to] = [cell(step), { x: 28 + step * 22, y: 108 }];
  return (
    <>
      {Array.from({ length: 12 }, (_, number) => (
        <Cell key={number} {...cell(number)} number={number + 1} marked={number === step} />
      ))}
      <path className={styles.ray} d={`M${from.x + 11} ${from.y + 22}L${to.x + 11} ${to.y}`} />
      {Array.from({ length: 12 }, (_, number) => (
        <Cell key={number} x={28 + number * 22} y={108} number={number + 1} marked={number === step} />
      ))}
    </>
  );
}

function Reshaped({ step }: { readonly step: number }) {
  const place = (number: number) => ({ x: 116 + (number % 4) * 22, y: 66 + Math.floor(number / 4) * 22 });
  const to = place(step);
  return (
    <>
      {Array.from({ length: 12 }, (_, number) => (
        <Cell key={number} x={28 + number * 22} y={14} number={number + 1} marked={number === step} />
      ))}
      <path className={styles.ray} d={`M${39 + step * 22} 36L${to.x + 11} ${to.y}`} />
      {Array.from({ length: 12 }, (_, number) => (
        <Cell key={number} {...place(number)} number={number + 1} marked={number === step} />
      ))}
    </>
  );
}

function Permuted({ step }: { readonly step: number }) {
  const before = (number: number) => ({ x: 56 + (number % 3) * 24, y: 50 + Math.floor(number / 3) * 24 });
  const after = (number: number) => ({ x: 208 + Math.floor(number / 3) * 24, y: 38 + (number % 3) * 24 });
  const numbers = Array.from({ length: 6 }, (_, number) => number);
  const [from, to] = [before(step), after(step)];
  return (
    <>
      {numbers.map((number) => (
        <Cell
          key={`before ${number}`}
          {...before(number)}
          number={number + 1}
          marked={number === step}
          side={24}
        />
      ))}
      <path className={styles.ray} d={`M${from.x + 24} ${from.y + 12}L${to.x} ${to.y + 12}`} />
      {numbers.map((number) => (
        <Cell
          key={`after ${number}`}
          {...after(number)}
          number={number + 1}
          marked={number === step}
          side={24}
        />
      ))}
    </>
  );
}
