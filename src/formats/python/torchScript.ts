/** The app's program for a network as one PyTorch script: read, split, augment, train, evaluate, save. */
import type { TrainingSettings } from '../../network/recipe';
import { networkEnds, type Experiment } from '../experiment';
import { constantsCode, imageCode, randomCode } from './imageCode';
import { torchModelCode } from './torchModelCode';

/**
 * The text of a `.py` file, as `kerasScript`: the same images in the same order, augmented the same way. Weights of an exported
 * `.keras` file can be loaded into it and predict the same. Throws as `networkEnds` does.
 */
export function torchScript(experiment: Experiment): string {
  const ends = networkEnds(experiment.network);
  const model = torchModelCode(experiment.network);
  const images = imageCode(experiment);
  const parts = [
    header,
    constantsCode(experiment, ends),
    ...(model.usesAveragePool ? [averagePoolCode] : []),
    model.model,
    weightsCode,
    optimizerCode(experiment.settings),
    randomCode,
    images.functions,
    trainingCode,
    mainCode,
    model.tables,
    ...(images.lists === '' ? [] : [images.lists]),
    "if __name__ == '__main__':\n    main()",
  ];
  return `${parts.join('\n\n\n')}\n`;
}

const header = `"""Trains an image classifier as Convoscope does: the same network, images, order and augmentation.

Needs PyTorch and Pillow, and h5py to read weights:

    pip install torch numpy pillow h5py
    python train_torch.py --data FOLDER
    python train_torch.py --data FOLDER --weights exported.keras   (goes on from weights exported before)
"""
import argparse
import csv
import functools
import io
import json
import math
import pathlib
import zipfile

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageOps
from torch import nn`;

const averagePoolCode = `def average_pool(x, size, strides, sides):
    """Average pooling that counts only the cells that are there, as TensorFlow's padding "same"."""
    there = F.pad(torch.ones_like(x[:1, :1]), sides)
    return F.avg_pool2d(F.pad(x, sides), size, strides) / F.avg_pool2d(there, size, strides)`;

const weightsCode = `def named_tensors(model):
    return {**dict(model.named_parameters()), **dict(model.named_buffers())}


@torch.no_grad()
def initialize(model):
    """Begins as Keras does."""
    tensors = named_tensors(model)
    for name, _, _, how, fan_in, fan_out in WEIGHTS:
        weight = tensors[name]
        kind, _, distribution = how.rpartition('_')
        fan = {'glorot': (fan_in + fan_out) / 2, 'he': fan_in / 2, 'lecun': fan_in}.get(kind)
        if how in ('zeros', 'ones'):
            weight.fill_(how == 'ones')
        elif distribution == 'uniform':
            limit = math.sqrt(3 / fan) if fan else 0.05
            weight.uniform_(-limit, limit)
        elif how == 'random_normal':
            weight.normal_(0, 0.05)
        else:
            # Cut off at two standard deviations, and widened to keep the variance.
            deviation = math.sqrt(1 / fan) / 0.87962566103423978 if fan else 0.05
            nn.init.trunc_normal_(weight, 0, deviation, -2 * deviation, 2 * deviation)


@torch.no_grad()
def load_keras_weights(model, path):
    """Takes over the weights of this network from a .keras file."""
    import h5py
    tensors = named_tensors(model)
    with zipfile.ZipFile(path) as archive:
        content = io.BytesIO(archive.read('model.weights.h5'))
    with h5py.File(content, 'r') as file:
        for name, place, axes, _, _, _ in WEIGHTS:
            values = np.ascontiguousarray(np.transpose(file[place][()], axes))
            tensors[name].copy_(torch.from_numpy(values).reshape(tensors[name].shape))`;

function optimizerCode(settings: TrainingSettings): string {
  const { optimizer, momentum, weightDecay, learningRateSchedule } = settings;
  // Keras's numbers where PyTorch has others.
  const made = {
    SGD: `SGD(parameters, lr=LEARNING_RATE${momentum === 0 ? '' : `, momentum=${momentum}`})`,
    Adam: 'Adam(parameters, lr=LEARNING_RATE, eps=1e-7)',
    RMSprop: 'RMSprop(parameters, lr=LEARNING_RATE, alpha=0.9, eps=1e-7)',
    AdamW: `AdamW(parameters, lr=LEARNING_RATE, eps=1e-7, weight_decay=${weightDecay})`,
  }[optimizer];
  const rate =
    learningRateSchedule === 'constant'
      ? 'LEARNING_RATE'
      : 'LEARNING_RATE * (1 + math.cos(math.pi * min(iteration / iterations, 1))) / 2';
  return `def make_optimizer(model):
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    return torch.optim.${made}


def learning_rate_at(iteration, iterations):
    """Of the update that follows so many others, in a run of so many."""
    return ${rate}`;
}

const trainingCode = `def to_batch(images, device):
    """Bytes [n, HEIGHT, WIDTH, CHANNELS] to numbers from 0 to 1 [n, CHANNELS, HEIGHT, WIDTH]."""
    return torch.from_numpy(images).to(device).permute(0, 3, 1, 2).float() / 255


def augment(batch, step):
    """Moves each image by its own transform; what lies beyond its border is the border's colour."""
    if not AUGMENTS:
        return batch
    rows = torch.from_numpy(draw_transforms(len(batch), step)).to(batch)
    y, x = torch.meshgrid(torch.arange(HEIGHT).to(batch), torch.arange(WIDTH).to(batch), indexing='ij')
    a, b, c, d, e, f = (rows[:, i, None, None] for i in range(6))
    # grid_sample counts from -1 at the first pixel to 1 at the last.
    across = 2 * (a * x + b * y + c) / max(WIDTH - 1, 1) - 1
    down = 2 * (d * x + e * y + f) / max(HEIGHT - 1, 1) - 1
    grid = torch.stack([across, down], -1)
    return F.grid_sample(batch, grid, mode='bilinear', padding_mode='border', align_corners=True)


def penalty(model):
    tensors = dict(model.named_parameters())
    return sum(l1 * tensors[name].abs().sum() + l2 * tensors[name].square().sum() for name, l1, l2 in PENALTIES)


def train_epoch(model, optimizer, images, labels, epoch, epochs, device):
    """Mean loss and accuracy of an epoch, each batch before its step."""
    model.train()
    steps = math.ceil(len(labels) / BATCH_SIZE)
    order = epoch_order(len(labels), epoch)
    loss_sum = correct = 0
    for index in range(steps):
        ids = order[index * BATCH_SIZE:(index + 1) * BATCH_SIZE]
        step = (epoch - 1) * steps + index + 1
        for group in optimizer.param_groups:
            group['lr'] = learning_rate_at(step - 1, steps * epochs)
        batch = augment(to_batch(images[ids], device), step)
        truth = torch.from_numpy(labels[ids]).long().to(device)
        logits = model(batch)
        loss = F.cross_entropy(logits, truth) + penalty(model)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        loss_sum += loss.item() * len(ids)
        correct += (logits.argmax(1) == truth).sum().item()
    return loss_sum / len(labels), correct / len(labels)


@torch.no_grad()
def evaluate(model, images, labels, device):
    """Loss, accuracy and counts[truth, predicted]."""
    model.eval()
    counts = np.zeros((len(CLASS_NAMES), len(CLASS_NAMES)), int)
    loss_sum = 0
    for start in range(0, len(labels), BATCH_SIZE):
        truth = labels[start:start + BATCH_SIZE]
        logits = model(to_batch(images[start:start + BATCH_SIZE], device))
        loss = F.cross_entropy(logits, torch.from_numpy(truth).long().to(device)) + penalty(model)
        loss_sum += loss.item() * len(truth)
        np.add.at(counts, (truth, logits.argmax(1).cpu().numpy()), 1)
    return loss_sum / len(labels), counts.trace() / len(labels), counts


@torch.no_grad()
def predict(model, images, device='cpu'):
    """Probabilities [n, classes] of images [n, HEIGHT, WIDTH, CHANNELS], 0 to 255."""
    model.eval()
    return model(to_batch(images, device)).softmax(1).cpu().numpy()`;

const mainCode = `def main():
    parser = argparse.ArgumentParser(description='Trains an image classifier as Convoscope does.')
    parser.add_argument('--data', type=pathlib.Path, required=True, help='the folder with the images, or a project exported with them')
    parser.add_argument('--weights', help='a .keras file of this network to start from')
    parser.add_argument('--epochs', type=int, default=EPOCHS)
    parser.add_argument('--output', default='trained.pt', help='where the trained weights go')
    arguments = parser.parse_args()

    torch.manual_seed(SEED)
    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    images, labels = read_part(arguments.data, 'train')
    parts = {name: read_part(arguments.data, name) for name in ('validation', 'test')}
    print(f'{len(labels)} images to train on, {len(parts["validation"][1])} to validate, '
          f'{len(parts["test"][1])} to test; on {device}')

    model = Network().to(device)
    initialize(model)
    if arguments.weights:
        load_keras_weights(model, arguments.weights)
    print(f'{sum(parameter.numel() for parameter in model.parameters()):,} parameters')

    optimizer = make_optimizer(model)
    rows = [['epoch', 'loss', 'accuracy', 'val_loss', 'val_accuracy']]
    for epoch in range(1, arguments.epochs + 1):
        row = [epoch, *train_epoch(model, optimizer, images, labels, epoch, EPOCHS, device)]
        if len(parts['validation'][1]):
            row += evaluate(model, *parts['validation'], device)[:2]
        rows.append(row)
        print('  '.join(f'{name} {value:.4g}' for name, value in zip(rows[0], row)))
    torch.save(model.state_dict(), arguments.output)
    with open(pathlib.Path(arguments.output).with_suffix('.csv'), 'w', newline='') as file:
        csv.writer(file).writerows(rows)

    for name, part in parts.items():
        if len(part[1]):
            loss, accuracy, counts = evaluate(model, *part, device)
            print(f'{name}: loss {loss:.4f}, accuracy {accuracy:.4f}')
            print('confusion matrix (rows: truth, columns: predicted)')
            print(counts)`;
