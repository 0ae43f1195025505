/** Which part of a scatter plot is seen: pure geometry. */

/** In the plot's own square, from -1 to 1 each way, y down. */
export type Place = readonly [x: number, y: number];

export interface ScatterView {
  /** 1 shows all of the square. */
  readonly zoom: number;
  /** The place in the middle. */
  readonly centre: Place;
}

/** Of what it is drawn on, in pixels. */
export interface ScatterSize {
  readonly width: number;
  readonly height: number;
}

export const wholeView: ScatterView = { zoom: 1, centre: [0, 0] };
export const MOST_ZOOM = 64;
/** Around the whole of it: room for half a picture. */
const RIM_PX = 22;

/** Points [n, 2], y up, fitted into the square on one scale for both axes. */
export function placesOf(points: ArrayLike<number>): readonly Place[] {
  const count = points.length / 2;
  const ends = [0, 1].map((axis) => {
    let [low, high] = [Infinity, -Infinity];
    for (let point = 0; point < count; point++) {
      const value = points[point * 2 + axis] ?? 0;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { middle: (low + high) / 2, half: (high - low) / 2 };
  });
  const [across, up] = ends;
  const half = Math.max(across?.half ?? 0, up?.half ?? 0) || 1;
  return Array.from({ length: count }, (_, point): Place => [
    ((points[point * 2] ?? 0) - (across?.middle ?? 0)) / half,
    -((points[point * 2 + 1] ?? 0) - (up?.middle ?? 0)) / half,
  ]);
}

/** Pixels to a unit of the square. */
export function scaleOf({ zoom }: ScatterView, { width, height }: ScatterSize): number {
  return zoom * Math.max(1, Math.min(width, height) / 2 - RIM_PX);
}

export function onScreen(view: ScatterView, size: ScatterSize, [x, y]: Place): Place {
  const scale = scaleOf(view, size);
  return [size.width / 2 + (x - view.centre[0]) * scale, size.height / 2 + (y - view.centre[1]) * scale];
}

function placeAt(view: ScatterView, size: ScatterSize, [x, y]: Place): Place {
  const scale = scaleOf(view, size);
  return [view.centre[0] + (x - size.width / 2) / scale, view.centre[1] + (y - size.height / 2) / scale];
}

/** Zooms by `factor` about a point of the screen: what is there stays there, unless the rim is reached. */
export function zoomed(view: ScatterView, size: ScatterSize, factor: number, about: Place): ScatterView {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, view.zoom * factor));
  const held = placeAt(view, size, about);
  const centre = placeAt({ zoom, centre: held }, size, [size.width - about[0], size.height - about[1]]);
  return withinRim({ zoom, centre });
}

/** Moves what is seen by so many pixels, as if it were dragged. */
export function panned(view: ScatterView, size: ScatterSize, dx: number, dy: number): ScatterView {
  const scale = scaleOf(view, size);
  return withinRim({ zoom: view.zoom, centre: [view.centre[0] - dx / scale, view.centre[1] - dy / scale] });
}

/** Moves by as little as brings a place into sight. */
export function broughtIntoSight(view: ScatterView, size: ScatterSize, place: Place): ScatterView {
  const [x, y] = onScreen(view, size, place);
  const excess = (at: number, length: number) =>
    Math.max(RIM_PX - at, 0) - Math.max(at - (length - RIM_PX), 0);
  return panned(view, size, excess(x, size.width), excess(y, size.height));
}

/** However far it is dragged, what is seen belongs to the square. */
function withinRim({ zoom, centre }: ScatterView): ScatterView {
  const most = 1 - 1 / zoom;
  const held = (value: number) => Math.min(most, Math.max(-most, value));
  return { zoom, centre: [held(centre[0]), held(centre[1])] };
}
