import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ParameterValues, Shape } from '../layerType';
import { parametersOf, sameValue } from '../parameter';
import { layerType, layerTypeNames, layerTypes } from '.';

test('every file of the folder is in the list', () => {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => !file.startsWith('index.') && !file.endsWith('.test.ts'))
    .map((file) => basename(file, '.ts'));
  expect([...layerTypeNames].toSorted()).toEqual(files.toSorted());
});

test('class names are distinct', () => {
  const names = Object.values(layerTypes).map(({ className }) => className);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(layerTypeNames)('%s', (name) => {
  const layer = layerType(name);
  const defaults = layer.parameters.parse({}) as ParameterValues;
  const inputsOf = (shape: Shape): readonly Shape[] => Array.from({ length: layer.inputs.min }, () => shape);
  const accepted = ([[8, 10, 3], [12]] as const).filter(
    (shape) => layer.outputShape(inputsOf(shape), defaults).shape !== undefined,
  );

  test('is named after its class', () => {
    expect(layer.className.toLowerCase()).toBe(name.toLowerCase());
  });

  test('explains itself in two or three sentences', () => {
    const sentences = layer.explanation.match(/[.:](?= |$)/g) ?? [];
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(layer.explanation.length).toBeLessThan(320);
    expect(layer.views.length).toBeGreaterThan(0);
  });

  test('describes every parameter, and its defaults are in range', () => {
    expect(Object.keys(defaults)).toEqual(parametersOf(layer.parameters).map((parameter) => parameter.name));
    for (const { name: key, meta, schema, default: value } of parametersOf(layer.parameters)) {
      expect(meta.label).not.toBe('');
      expect(meta.help).toMatch(/\.$/);
      expect(sameValue(schema.parse(value) as typeof value, defaults[key])).toBe(true);
      const { control } = meta;
      if (control.kind === 'choice') {
        expect(control.options.every((option) => schema.safeParse(option).success)).toBe(true);
        expect(schema.safeParse('unheard of').success).toBe(false);
      }
      if ('min' in control) {
        const length = { pair: 2, sides: 4, numbers: 1 } as const;
        const at = (end: number) =>
          control.kind in length
            ? Array.from({ length: length[control.kind as keyof typeof length] }, () => end)
            : end;
        expect(schema.safeParse(at(control.min)).success).toBe(true);
        expect(schema.safeParse(at(control.max)).success).toBe(true);
        expect(schema.safeParse(at(control.min - 1)).success).toBe(false);
        expect(schema.safeParse(at(control.max + 1)).success).toBe(false);
        expect(schema.safeParse(at(Number.NaN)).success).toBe(false);
      }
      if (meta.follows !== undefined) expect(Object.keys(defaults)).toContain(meta.follows);
    }
  });

  test('refuses parameters it does not have', () => {
    expect(layer.parameters.safeParse({ unheardOf: 1 }).success).toBe(false);
  });

  test('takes feature maps or vectors, and says why not', () => {
    expect(accepted.length).toBeGreaterThan(0);
    for (const shape of [[8, 10, 3], [12]]) {
      const { problem } = layer.outputShape(inputsOf(shape), defaults);
      if (problem !== undefined) expect(problem.message).toMatch(/\.$/);
    }
  });

  test('lists trainable weights before the others', () => {
    for (const shape of accepted) {
      const trainable = layer.weights(inputsOf(shape), defaults).map((weight) => weight.trainable);
      expect(trainable).toEqual(trainable.toSorted((a, b) => Number(b) - Number(a)));
    }
  });

  test('costs multiply-adds just where it has kernels', () => {
    for (const shape of accepted) {
      const hasKernel = layer
        .weights(inputsOf(shape), defaults)
        .some((weight) => weight.name.endsWith('kernel'));
      expect(layer.operations(inputsOf(shape), defaults) > 0).toBe(hasKernel);
    }
  });

  test('says on one line what it is set to', () => {
    expect(layer.summary(defaults)).not.toMatch(/undefined|NaN|null|\n/);
    expect(layer.summary(defaults).length).toBeLessThan(40);
  });

  test('is plain data once validated', () => {
    expect(structuredClone(defaults)).toEqual(defaults);
    expect(z.json().safeParse(defaults).success).toBe(true);
  });
});
