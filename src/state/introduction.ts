/** Opening a network worth starting from, and what is said of it once it is on the canvas. */
import { create } from 'zustand';
import type { Architecture, ImageShape } from '../network/architectures/architecture';
import type { LayerNode, Network } from '../network/graph';
import { classCount, useDataset } from './dataset';
import { inputFormat, inputNode } from './inputSize';
import { useNetwork } from './network';
import { useTraining } from './training';

export type ArchitectureSize = keyof Architecture['sizes'];

interface Introduction {
  readonly architecture: Architecture;
  readonly size: ArchitectureSize;
  /** Ids of its layers as they came onto the canvas. */
  readonly layers: readonly string[];
}

interface IntroductionState {
  /** `null` until one is opened, and when it was dismissed. */
  readonly current: Introduction | null;
  /** The Input that the last paper size came with, and the shape of the images there were before it. */
  readonly paperInput: { readonly node: LayerNode; readonly before: ImageShape } | null;
  dismiss(): void;
}

export const useIntroduction = create<IntroductionState>((set) => ({
  current: null,
  paperInput: null,
  dismiss: () => set({ current: null }),
}));

/** The image size of a network that has no Input and no pictures to go by. */
const USUAL_SHAPE: ImageShape = [64, 64, 3];

/** MNIST's. */
const DIGIT_SHAPE: ImageShape = [28, 28, 1];

/** What a playground size is made for: the images and the classes there are. */
export function playgroundTask(): { readonly inputShape: ImageShape; readonly classes: number } {
  const { summary } = useDataset.getState();
  return {
    inputShape: summary?.source === 'digits' ? DIGIT_SHAPE : imageShape(),
    classes: classCount(summary),
  };
}

/** Images as the network on the canvas takes them. A paper's own size says nothing of them, unless it was edited. */
function imageShape(): ImageShape {
  const { network } = useNetwork.getState();
  const { paperInput } = useIntroduction.getState();
  if (paperInput !== null && inputNode(network) === paperInput.node) return paperInput.before;
  const format = inputFormat(network);
  return format === null ? USUAL_SHAPE : [format.height, format.width, format.channels];
}

/** An architecture in one of its sizes, the playground size for `playgroundTask()`. */
export function makeArchitecture({ sizes }: Architecture, size: ArchitectureSize): Network {
  if (size === 'paper') return sizes.paper();
  const { inputShape, classes } = playgroundTask();
  return sizes.playground(inputShape, classes);
}

/** Puts an architecture on the canvas in place of what is there; one step of undo. Nothing happens while a run is active. */
export function openArchitecture(architecture: Architecture, size: ArchitectureSize): void {
  const before = useNetwork.getState().network;
  const shapeBefore = imageShape();
  useNetwork.getState().replace(makeArchitecture(architecture, size));
  const { network } = useNetwork.getState();
  if (network === before) return;
  const layers = network.nodes.map(({ id }) => id);
  useIntroduction.setState({ current: { architecture, size, layers } });
  const node = inputNode(network);
  if (size === 'paper' && node !== undefined)
    useIntroduction.setState({ paperInput: { node, before: shapeBefore } });
}

/** Trains as the architecture's playground size is known to learn. */
export function adoptRecipe({ recipe }: Architecture): void {
  const { settings, setSettings } = useTraining.getState();
  setSettings({ ...settings, ...recipe });
}
