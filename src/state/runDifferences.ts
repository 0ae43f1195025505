/** What sets runs apart, in words. */
import { labels } from '../network/graph';
import type { LayerNode, Network } from '../network/graph';
import { layerType } from '../network/layers';
import { parametersOf } from '../network/parameter';
import type { RunRecord } from '../storage/runs';

/** One setting in which runs differ: its name, and its value in each of them. */
export interface Difference {
  readonly name: string;
  readonly values: readonly string[];
}

/** Settings in which the runs are not all alike, augmentation and data included. */
export function settingDifferences(runs: readonly RunRecord[]): readonly Difference[] {
  const tables = runs.map(({ settings, data, parameters, backend }): Readonly<Record<string, unknown>> => {
    const { augmentation, ...rest } = settings;
    return {
      ...rest,
      ...Object.fromEntries(
        Object.entries(augmentation).map(([name, value]) => [
          name,
          typeof value === 'boolean' ? value : value.enabled ? value.value : 'off',
        ]),
      ),
      images: data.images,
      'image size': `${data.height} × ${data.width} × ${data.channels}`,
      classes: data.classNames.join(', '),
      parameters,
      backend,
    };
  });
  const names = [...new Set(tables.flatMap((table) => Object.keys(table)))];
  return names
    .map((name) => ({ name: spaced(name), values: tables.map((table) => textOf(table[name])) }))
    .filter(({ values }) => new Set(values).size > 1);
}

/** What became of a network: `+ BatchNormalization 1`, `− Dropout 1`, `Conv2D 1: filters 32 → 64`. */
export function networkDifferences(before: Network, after: Network): readonly string[] {
  const [from, to] = [named(before), named(after)];
  const gone = [...from.keys()].filter((label) => !to.has(label)).map((label) => `− ${label}`);
  const come = [...to.keys()].filter((label) => !from.has(label)).map((label) => `+ ${label}`);
  const changed = [...to].flatMap(([label, node]) => {
    const old = from.get(label);
    return old === undefined ? [] : parameterDifferences(old, node).map((text) => `${label}: ${text}`);
  });
  const rewired = JSON.stringify(wires(before)) !== JSON.stringify(wires(after));
  const words = [...gone, ...come, ...changed];
  return words.length === 0 && rewired ? ['connected in another way'] : words;
}

function parameterDifferences(old: LayerNode, node: LayerNode): readonly string[] {
  return parametersOf(layerType(node.type).parameters).flatMap(({ name, meta }) => {
    const [from, to] = [textOf(old.parameters[name]), textOf(node.parameters[name])];
    return from === to ? [] : [`${meta.label.toLowerCase()} ${from} → ${to}`];
  });
}

function named(network: Network): ReadonlyMap<string, LayerNode> {
  const names = labels(network);
  return new Map(network.nodes.map((node) => [names.get(node.id) ?? node.id, node]));
}

function wires(network: Network): readonly string[] {
  const names = labels(network);
  return network.connections
    .map(({ from, to, input }) => `${names.get(from) ?? from} ${names.get(to) ?? to} ${input}`)
    .sort();
}

/** `learningRate` as `learning rate`. */
function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function textOf(value: unknown): string {
  if (value === undefined) return '–';
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.join(' × ');
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
