import { beforeEach, expect, test, vi } from 'vitest';
import type { DatasetSummary } from '../engine/protocol';
import { architectures } from '../network/architectures';
import { articleCnn } from '../network/architectures/articleCnn';
import { useDataset } from './dataset';
import { inputFormat, setImageSize } from './inputSize';
import { openArchitecture, playgroundTask, type ArchitectureSize } from './introduction';
import { useNetwork } from './network';

vi.mock('../engine/client', () => ({ startEngine: () => ({}) }));

function open(id: string, size: ArchitectureSize): void {
  const architecture = architectures.find((each) => each.id === id);
  if (architecture === undefined) throw new Error(`no ${id}`);
  openArchitecture(architecture, size);
}

const inputShape = () => playgroundTask().inputShape;

beforeEach(() => {
  useDataset.setState({ summary: null });
  useNetwork.getState().open(articleCnn.sizes.playground([64, 64, 3], 2));
});

test('a playground size fits the images, whatever paper sizes were opened in between', () => {
  open('lenet5', 'paper');
  expect(inputShape()).toEqual([64, 64, 3]);
  open('vgg16', 'paper');
  expect(inputShape()).toEqual([64, 64, 3]);
  open('resnet18', 'playground');
  expect(inputFormat(useNetwork.getState().network)).toEqual({ height: 64, width: 64, channels: 3 });
  useNetwork.getState().undo();
  expect(inputShape()).toEqual([64, 64, 3]);
});

test('an image size that was chosen counts, in a paper size too', () => {
  open('vgg16', 'paper');
  setImageSize(48);
  expect(inputShape()).toEqual([48, 48, 3]);
});

test('handwritten digits are small and grey', () => {
  const digits: DatasetSummary = {
    images: 12_000,
    classes: Array.from({ length: 10 }, (_, digit) => ({
      name: String(digit),
      count: 1200,
      train: 960,
      validation: 240,
      test: 0,
    })),
    unlabelled: [],
    rejected: [],
    format: { height: 64, width: 64, channels: 3 },
    split: { kind: 'pooled', validationFraction: 0.2 },
    hasSplitFolders: false,
    source: 'digits',
  };
  useDataset.setState({ summary: digits });
  expect(playgroundTask()).toEqual({ inputShape: [28, 28, 1], classes: 10 });
});
