import { expect, it } from 'vitest';
import { chain } from '../network/chain';
import { articleSettings } from '../network/recipe';
import type { RunRecord } from '../storage/runs';
import { networkDifferences, settingDifferences } from './runDifferences';

const before = chain([
  ['input', { height: 8, width: 8, channels: 3 }],
  ['conv2d', { filters: 32 }],
  ['flatten'],
  ['dropout', { rate: 0.5 }],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const after = chain([
  ['input', { height: 8, width: 8, channels: 3 }],
  ['conv2d', { filters: 64, kernelSize: [5, 5] }],
  ['batchNormalization'],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);

const run: RunRecord = {
  id: '1',
  startedMs: 1,
  durationMs: 1000,
  ended: 'finished',
  backend: 'wasm',
  name: 'a',
  note: '',
  pinned: false,
  settings: articleSettings,
  network: before,
  parameters: 100,
  data: { source: 'files', images: 10, classNames: ['a', 'b'], height: 8, width: 8, channels: 3 },
  epochs: [],
};

it('says what became of a network', () => {
  expect(networkDifferences(before, after)).toEqual([
    '− Dropout 1',
    '+ BatchNormalization 1',
    'Conv2D 1: filters 32 → 64',
    'Conv2D 1: kernel size 3 × 3 → 5 × 5',
  ]);
  expect(networkDifferences(before, before)).toEqual([]);
});

it('lists the settings that differ, and no others', () => {
  const settings = {
    ...articleSettings,
    learningRate: 0.001,
    augmentation: { ...articleSettings.augmentation, rotation: { enabled: false, value: 20 } },
  };
  expect(settingDifferences([run, { ...run, settings }])).toEqual([
    { name: 'learning rate', values: ['0.01', '0.001'] },
    { name: 'rotation', values: ['20', 'off'] },
  ]);
  expect(settingDifferences([run, run])).toEqual([]);
});
