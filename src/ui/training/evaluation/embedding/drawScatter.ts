import type { Place, ScatterSize } from './scatterView';
import type { Thumbnails } from './useThumbnails';

/** A point of the plot. */
export interface ScatterPoint {
  readonly place: Place;
  /** Of its true class. */
  readonly colour: string;
  readonly wrong: boolean;
}

/** What is drawn, on which everything that is pressed is found again. */
export interface ScatterScene {
  readonly size: ScatterSize;
  readonly points: readonly ScatterPoint[];
  /** Of each point, in pixels. */
  readonly places: readonly Place[];
  /** Indices of the points that are shown. */
  readonly shown: readonly number[];
  /** Those that are pictures, `side` wide. */
  readonly pictured: ReadonlySet<number>;
  readonly side: number;
  readonly thumbnails: Thumbnails;
  /** The picture that all views show. */
  readonly chosen: number | null;
  readonly looked: number | null;
}

interface Inks {
  readonly ground: string;
  readonly ink: string;
  readonly accent: string;
}

const DOT_PX = 3.5;
const FRAME_PX = 2;

/** Draws the plot: dots, over them pictures framed in their class's colour, mistakes outlined, and last what is marked. */
export function drawScatter(context: CanvasRenderingContext2D, scene: ScatterScene, inks: Inks): void {
  const { size, shown, pictured, chosen, looked } = scene;
  context.fillStyle = inks.ground;
  context.fillRect(0, 0, size.width, size.height);
  for (const index of shown) {
    if (!pictured.has(index)) drawDot(context, scene, index, inks);
  }
  for (const index of shown) if (pictured.has(index)) drawPicture(context, scene, index, inks);
  if (chosen !== null && shown.includes(chosen)) {
    drawPicture(context, scene, chosen, inks);
    drawMark(context, scene, chosen, inks.accent, inks.ground, true);
  }
  if (looked !== null && shown.includes(looked)) {
    const asPicture = pictured.has(looked) || looked === chosen;
    if (asPicture) drawPicture(context, scene, looked, inks);
    else drawDot(context, scene, looked, inks);
    drawMark(context, scene, looked, looked === chosen ? inks.accent : inks.ink, inks.ground, asPicture);
  }
}

function drawDot(
  context: CanvasRenderingContext2D,
  { points, places }: ScatterScene,
  index: number,
  { ink }: Inks,
): void {
  const [point, place] = [points[index], places[index]];
  if (point === undefined || place === undefined) return;
  context.beginPath();
  context.arc(place[0], place[1], DOT_PX, 0, 2 * Math.PI);
  context.fillStyle = point.colour;
  context.fill();
  if (!point.wrong) return;
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.stroke();
}

function drawPicture(
  context: CanvasRenderingContext2D,
  scene: ScatterScene,
  index: number,
  { ink }: Inks,
): void {
  const { points, places, thumbnails } = scene;
  const [point, place, thumbnail] = [points[index], places[index], thumbnails(index)];
  if (point === undefined || place === undefined) return;
  const side = pictureSide(scene);
  const [left, top] = [place[0] - side / 2, place[1] - side / 2];
  context.fillStyle = point.colour;
  context.fillRect(left, top, side, side);
  if (point.wrong) {
    context.strokeStyle = ink;
    context.lineWidth = 2;
    context.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1);
  }
  if (thumbnail === null) return;
  const inner = side - 2 * FRAME_PX;
  context.drawImage(
    thumbnail.sheet,
    thumbnail.x,
    0,
    thumbnail.side,
    thumbnail.side,
    left + FRAME_PX,
    top + FRAME_PX,
    inner,
    inner,
  );
}

/** A ring around a point, legible on whatever lies there: a line beside a gap. */
function drawMark(
  context: CanvasRenderingContext2D,
  scene: ScatterScene,
  index: number,
  colour: string,
  ground: string,
  asPicture: boolean,
): void {
  const place = scene.places[index];
  if (place === undefined) return;
  const reach = asPicture ? pictureSide(scene) / 2 : DOT_PX;
  for (const [line, out, width] of [
    [ground, 2, 4],
    [colour, 4, 2.5],
  ] as const) {
    context.strokeStyle = line;
    context.lineWidth = width;
    context.beginPath();
    if (asPicture) {
      const half = reach + out;
      context.rect(place[0] - half, place[1] - half, 2 * half, 2 * half);
    } else {
      context.arc(place[0], place[1], reach + out, 0, 2 * Math.PI);
    }
    context.stroke();
  }
}

/** The chosen one is a picture also where the rest are dots. */
function pictureSide({ side }: ScatterScene): number {
  return side === 0 ? 28 : side;
}

/** The point that is drawn at a place of the screen, or the nearest within `reachPx` of it; `null` where there is none. */
export function pointAt(scene: ScatterScene, [x, y]: Place, reachPx: number): number | null {
  const { places, shown, pictured, chosen } = scene;
  const half = pictureSide(scene) / 2;
  const covers = (index: number) => {
    const [left, top] = places[index] ?? [Infinity, Infinity];
    return Math.abs(left - x) <= half && Math.abs(top - y) <= half;
  };
  if (chosen !== null && shown.includes(chosen) && covers(chosen)) return chosen;
  const picture = shown.findLast((index) => pictured.has(index) && covers(index));
  if (picture !== undefined) return picture;
  let [nearest, shortest]: [number | null, number] = [null, reachPx];
  for (const index of shown) {
    const [left, top] = places[index] ?? [Infinity, Infinity];
    const distance = Math.hypot(left - x, top - y);
    if (!pictured.has(index) && distance <= shortest) [nearest, shortest] = [index, distance];
  }
  return nearest;
}
