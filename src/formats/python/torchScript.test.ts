import { describe, expect, test } from 'vitest';
import { articleCnn } from '../../network/architectures/articleCnn';
import { chain } from '../../network/chain';
import { infer } from '../../network/inference';
import { articleSettings } from '../../network/recipe';
import { wholeCatalogue } from '../../network/verification/wholeCatalogue';
import type { Experiment } from '../experiment';
import { torchScript } from './torchScript';

const article: Experiment = {
  network: articleCnn.sizes.paper(),
  settings: articleSettings,
  classNames: ['cat', 'dog'],
  images: [{ path: 'pets/cat/1.jpg', label: 0, split: 'train' }],
  validationFraction: 0.2,
};

/** From `start` to the next thing at the margin. */
function blockOf(script: string, start: string): string {
  const from = script.indexOf(start);
  const length = script.slice(from + start.length).search(/\n[^\s\])]/);
  return script.slice(from, from + start.length + length).trimEnd();
}

describe('torchScript', () => {
  test('writes a chain as one variable that goes through, and ends at the logits', () => {
    expect(blockOf(torchScript(article), 'class Network')).toBe(`class Network(nn.Module):
    """Images [n, CHANNELS, HEIGHT, WIDTH], 0 to 1, to the logits of the classes [n, classes]."""

    def __init__(self):
        super().__init__()
        self.conv2d = nn.Conv2d(3, 32, (3, 3))
        self.conv2d_1 = nn.Conv2d(32, 64, (3, 3))
        self.conv2d_2 = nn.Conv2d(64, 128, (3, 3))
        self.dense = nn.Linear(25088, 512)
        self.dense_1 = nn.Linear(512, 256)
        self.dense_2 = nn.Linear(256, 2)

    def forward(self, x):
        x = F.relu(self.conv2d(x))
        x = F.max_pool2d(x, (2, 2), (2, 2))
        x = F.relu(self.conv2d_1(x))
        x = F.max_pool2d(x, (2, 2), (2, 2))
        x = F.relu(self.conv2d_2(x))
        x = F.max_pool2d(x, (2, 2), (2, 2))
        x = x.permute(0, 2, 3, 1).flatten(1)
        x = F.relu(self.dense(x))
        x = F.dropout(x, 0.5, self.training)
        x = F.relu(self.dense_1(x))
        x = self.dense_2(x)
        return x`);
  });

  test('pads as TensorFlow does: more after than before where it does not come out even', () => {
    const network = chain([
      ['input', { height: 8, width: 9, channels: 1 }],
      ['conv2d', { filters: 2, strides: [2, 2], padding: 'same', activation: 'linear' }],
      ['maxPooling2d', { padding: 'same' }],
      ['averagePooling2d', { poolSize: [3, 3], strides: [1, 1], padding: 'same' }],
      ['conv2dTranspose', { filters: 2, kernelSize: [4, 1], strides: [2, 2], padding: 'same' }],
      ['flatten'],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    const model = blockOf(torchScript({ ...article, network }), 'class Network');
    expect(model).toContain('self.conv2d = nn.Conv2d(1, 2, (3, 3), stride=(2, 2))\n');
    expect(model).toContain('x = self.conv2d(F.pad(x, (1, 1, 0, 1)))\n');
    expect(model).toContain('x = F.max_pool2d(F.pad(x, (0, 1, 0, 0), value=-torch.inf), (2, 2), (2, 2))\n');
    expect(model).toContain('x = average_pool(x, (3, 3), (1, 1), (1, 1, 1, 1))\n');
    expect(model).toContain(
      'self.conv2d_transpose = nn.ConvTranspose2d(2, 2, (4, 1), stride=(2, 2), output_padding=(0, 1))\n',
    );
    expect(model).toContain('x = F.relu(self.conv2d_transpose(x)[:, :, 1:5, 0:6])\n');
  });

  test('has a place for every weight, where a .keras file has it', () => {
    const network = wholeCatalogue();
    const script = torchScript({ ...article, network });
    const rows = script.match(/^ {4}\('[\w.]+', 'layers\/\w+\/vars\/\d', \([\d, ]+\), '\w+', \d+, \d+\),$/gm);
    const count = [...infer(network).nodes.values()].reduce((sum, { weights }) => sum + weights.length, 0);
    expect(rows?.length).toBe(count);
    expect(rows?.[0]).toBe(
      "    ('conv2d.weight', 'layers/conv2d/vars/0', (3, 2, 0, 1), 'glorot_uniform', 27, 54),",
    );
  });

  test('adds penalties to the loss, and keeps still what Keras has not', () => {
    const network = chain([
      ['input', { height: 4, width: 4, channels: 1 }],
      ['conv2d', { filters: 2, l2: 0.01 }],
      ['batchNormalization', { scale: false, momentum: 0.9 }],
      ['flatten'],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    const script = torchScript({ ...article, network });
    expect(script).toContain("PENALTIES = [\n    ('conv2d.weight', 0, 0.01),\n]");
    expect(script).toContain('self.batch_normalization = nn.BatchNorm2d(2, eps=0.001, momentum=0.1)\n');
    expect(script).toContain('self.batch_normalization.weight.requires_grad_(False)\n');
  });

  test('leaves frozen layers as they are, and lets them normalize as in prediction', () => {
    const network = chain([
      ['input', { height: 4, width: 4, channels: 1 }],
      ['conv2d', { filters: 2 }],
      ['batchNormalization'],
      ['flatten'],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    const nodes = network.nodes.map((node, index) =>
      index === 1 || index === 2 ? { ...node, trainable: false as const } : node,
    );
    const model = blockOf(torchScript({ ...article, network: { ...network, nodes } }), 'class Network');
    expect(model.match(/self\.[\w.]+(?=\.requires_grad_\(False\))/g)).toEqual([
      'self.conv2d.weight',
      'self.conv2d.bias',
      'self.batch_normalization.weight',
      'self.batch_normalization.bias',
    ]);
    expect(model).toContain('        for frozen in [self.batch_normalization]:\n            frozen.eval()\n');
  });

  test('names the optimizer with the numbers of Keras', () => {
    const settings = {
      ...articleSettings,
      optimizer: 'RMSprop',
      learningRateSchedule: 'CosineDecay',
    } as const;
    const script = torchScript({ ...article, settings });
    expect(script).toContain('torch.optim.RMSprop(parameters, lr=LEARNING_RATE, alpha=0.9, eps=1e-7)');
    expect(script).toContain('return LEARNING_RATE * (1 + math.cos(');
  });
});
