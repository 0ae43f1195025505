/** What the user looks into: the probe picture, what the network says of it, and how often views refresh. */
import { create } from 'zustand';
import type {
  DatasetSummary,
  ImageInfo,
  Pixels,
  Prediction,
  Probe,
  ProbeSource,
  ViewPace,
} from '../engine/protocol';
import { engine, onEngineEvent, reportFailure } from './engine';

interface InspectionState {
  readonly probe: Probe | null;
  /** Where the probe came from; `null` while it is whatever picture the data set begins with. */
  readonly source: ProbeSource | null;
  readonly prediction: Prediction | null;
  readonly pace: ViewPace;
  /** The training step that the views show. */
  readonly step: number;
  /** Grows with every refresh of the views: numbers read before are out of date then. */
  readonly refreshes: number;
  /** Grows when the backend changes or a device was lost: canvases of before are dead then. */
  readonly generation: number;
  /** `null` goes back to the first picture of the data set. */
  chooseProbe(source: ProbeSource | null): Promise<void>;
  setPace(pace: ViewPace): void;
}

/** Probes asked for; only the answer to the last one counts. */
let lastRequest = 0;

/** Makes `source` the probe; throws what the engine throws. */
async function requestProbe(source: ProbeSource | null): Promise<void> {
  lastRequest += 1;
  const request = lastRequest;
  const probe = await engine().setProbe(source);
  if (request !== lastRequest) return;
  useInspection.setState({ probe, source, ...(probe === null ? { prediction: null } : {}) });
}

export const useInspection = create<InspectionState>((set) => ({
  probe: null,
  source: null,
  prediction: null,
  pace: 'live',
  step: 0,
  refreshes: 0,
  generation: 0,
  chooseProbe: (source) => requestProbe(source).catch(reportFailure('Opening the picture')),
  setPace: (pace) => {
    set({ pace });
    void engine().setViewPace(pace).catch(reportFailure('Changing the pace of the views'));
  },
}));

onEngineEvent('inspected', ({ step, prediction }) => {
  useInspection.setState(({ refreshes }) => ({ step, prediction, refreshes: refreshes + 1 }));
});
onEngineEvent('backend', () => {
  useInspection.setState(({ generation }) => ({ generation: generation + 1 }));
});

let known: DatasetSummary | null = null;
onEngineEvent('dataset', ({ summary }) => {
  const before = known;
  known = summary;
  if (before !== null && picturesKey(before) === picturesKey(summary)) return;
  const { source, chooseProbe } = useInspection.getState();
  if (source === null) {
    void chooseProbe(null);
    return;
  }
  // A picture of the data set stays the probe while the set only grows or is read at another size; if it went all the
  // same, the first one takes its place. One from outside always stays.
  const grew = before !== null && before.source === summary.source && before.images <= summary.images;
  const keeps = source.kind === 'file' || grew;
  requestProbe(keeps ? source : null).catch(() => chooseProbe(null));
});

/** Changes when the probe may be another picture, of another size, or of another class. */
function picturesKey({ images, classes, format, source }: DatasetSummary): string {
  const counts = classes.map((entry) => `${entry.name} ${entry.count}`);
  return [source, images, format.height, format.width, format.channels, ...counts].join('/');
}

/** Up to `limit` images of one class (`null`: of all) from `offset` on, each with its square thumbnail, `sidePx` wide. */
export async function loadPictures(
  label: number | null,
  offset: number,
  limit: number,
  sidePx: number,
): Promise<{ readonly images: readonly ImageInfo[]; readonly thumbnails: Pixels | null }> {
  const images = await engine().listImages({ label, offset, limit });
  const ids = images.map((image) => image.id);
  return { images, thumbnails: ids.length === 0 ? null : await engine().thumbnails(ids, sidePx) };
}

/** One square thumbnail per image, side by side in one row, `sidePx` wide each. */
export function loadThumbnails(imageIds: readonly number[], sidePx: number): Promise<Pixels> {
  return engine().thumbnails(imageIds, sidePx);
}
