import type { ReactNode } from 'react';
import { CellMap } from './CellMap';
import type { CellValues } from './cellValues';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';
import { windowCaption } from './windowCaption';
import { windowScene, type WindowPicture as Picture } from './windowScene';

/** How far each plane of a stack stands behind the one before it. */
const DEPTH = 5;
const ROOM = { width: 116, height: 96 };
/** Middles of input and output. */
const MIDDLES = { input: 88, output: 240, y: 74 };

/** Planes that come in, those of them that one filter reads, and those that leave. */
const stacks = {
  allChannels: { planes: 3, read: 3, out: 1 },
  group: { planes: 4, read: 2, out: 1 },
  oneChannel: { planes: 3, read: 1, out: 3 },
};

/** The window at work: where it stands, what it reads, and the cell that comes of it. */
export function WindowPicture({ picture }: { readonly picture: Picture }) {
  const scene = windowScene(picture);
  const { planes, read, out } = stacks[picture.reads];
  const rows = scene.before[0] + scene.input[0] + scene.after[0];
  const columns = scene.before[1] + scene.input[1] + scene.after[1];
  const cell = Math.min(13, ROOM.height / rows, ROOM.width / columns);
  const corner = {
    x: MIDDLES.input - (columns * cell) / 2 + scene.before[1] * cell,
    y: MIDDLES.y - (rows * cell) / 2 + scene.before[0] * cell,
  };
  const end = {
    x: MIDDLES.output - (scene.output[1] * cell) / 2,
    y: MIDDLES.y - (scene.output[0] * cell) / 2,
  };
  const count = scene.output[0] * scene.output[1];
  return (
    <PictureFigure caption={windowCaption(picture, scene)} steps={count} restsAt={Math.floor(count / 2)}>
      {(step) => {
        const row = Math.floor(step / scene.output[1]);
        const column = step % scene.output[1];
        const window = {
          x: corner.x + (column * picture.strides[1] - scene.before[1]) * cell,
          y: corner.y + (row * picture.strides[0] - scene.before[0]) * cell,
          width: scene.reach[1] * cell,
          height: scene.reach[0] * cell,
        };
        const target = { x: end.x + column * cell, y: end.y + row * cell, width: cell, height: cell };
        const done: CellValues = scene.outputValues.map((line, at) =>
          line.map((value, across) => (at * scene.output[1] + across <= step ? value : null)),
        );
        return (
          <>
            <Stack
              {...corner}
              rows={scene.input[0]}
              columns={scene.input[1]}
              cell={cell}
              planes={planes}
              read={read}
            />
            {(rows > scene.input[0] || columns > scene.input[1]) && (
              <rect
                className={styles.padding}
                x={corner.x - scene.before[1] * cell}
                y={corner.y - scene.before[0] * cell}
                width={columns * cell}
                height={rows * cell}
              />
            )}
            <Prism window={window} depth={(read - 1) * DEPTH} />
            <CellMap {...corner} cell={cell} values={scene.inputValues} />
            <Stack
              {...end}
              rows={scene.output[0]}
              columns={scene.output[1]}
              cell={cell}
              planes={out}
              read={out}
            />
            <CellMap {...end} cell={cell} values={done} />
            <path
              className={styles.ray}
              d={`M${window.x + window.width} ${window.y}L${target.x} ${target.y}M${window.x + window.width} ${window.y + window.height}L${target.x} ${target.y + cell}`}
            />
            <Taps picture={picture} x={window.x} y={window.y} cell={cell} />
            <rect className={styles.window} {...window} />
            <rect className={styles.window} {...target} />
            <Size x={MIDDLES.input} size={scene.input} />
            <Size x={MIDDLES.output} size={scene.output} />
          </>
        );
      }}
    </PictureFigure>
  );
}

interface StackProps {
  readonly x: number;
  readonly y: number;
  readonly rows: number;
  readonly columns: number;
  readonly cell: number;
  readonly planes: number;
  /** Those in front that take part; the others are faint. */
  readonly read: number;
}

/** The planes behind the first one. */
function Stack({ x, y, rows, columns, cell, planes, read }: StackProps): ReactNode {
  return Array.from({ length: planes - 1 }, (_, index) => planes - 1 - index).map((back) => (
    <rect
      key={back}
      className={`${styles.ground} ${back >= read ? styles.faint : ''}`}
      x={x + back * DEPTH}
      y={y - back * DEPTH}
      width={columns * cell}
      height={rows * cell}
    />
  ));
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The window reaches through the planes it reads. */
function Prism({ window, depth }: { readonly window: Box; readonly depth: number }) {
  if (depth === 0) return null;
  const { x, y, width, height } = window;
  return (
    <path
      className={styles.tap}
      d={`M${x} ${y}l${depth} ${-depth}h${width}l${-depth} ${depth}m${depth} ${-depth}v${height}l${-depth} ${depth}`}
    />
  );
}

/** Cells that a dilated window reads; without holes the window itself says it. */
function Taps({ picture, x, y, cell }: { picture: Picture; x: number; y: number; cell: number }): ReactNode {
  const [down, along] = picture.dilation;
  if (down === 1 && along === 1) return null;
  return Array.from({ length: picture.size[0] * picture.size[1] }, (_, index) => (
    <rect
      key={index}
      className={styles.tap}
      x={x + (index % picture.size[1]) * along * cell}
      y={y + Math.floor(index / picture.size[1]) * down * cell}
      width={cell}
      height={cell}
    />
  ));
}

function Size({ x, size }: { readonly x: number; readonly size: readonly [number, number] }) {
  return (
    <text className={styles.quiet} x={x} y={143}>
      {size[0]} × {size[1]}
    </text>
  );
}
