import { useEffect, useState } from 'react';
import { architectures } from '../../network/architectures';
import { infer } from '../../network/inference';
import type { LayerFamily, Shape } from '../../network/layerType';
import { layerType } from '../../network/layers';
import { findNode } from '../../network/graph';
import { makeArchitecture, type ArchitectureSize } from '../../state/introduction';

/** What the gallery says of an architecture in one size. */
export interface ArchitectureFigures {
  readonly parameters: number;
  /** `null` where there is no Input. */
  readonly inputShape: Shape | null;
  /** In the order that an image passes them. */
  readonly layers: readonly {
    readonly id: string;
    readonly family: LayerFamily;
    /** Height of its maps; 1 for vectors. */
    readonly rows: number;
  }[];
}

const sizes = ['playground', 'paper'] as const satisfies readonly ArchitectureSize[];

/** Paper sizes are always the same. */
const ofPapers = new Map<string, ArchitectureFigures>();

export function figuresKey(id: string, size: ArchitectureSize): string {
  return `${id} ${size}`;
}

/**
 * The figures of all architectures in both sizes, by `figuresKey`. They are worked out one network at a time, so that
 * the gallery answers meanwhile; those that are not there yet have no entry.
 */
export function useArchitectureFigures(): ReadonlyMap<string, ArchitectureFigures> {
  const [figures, setFigures] = useState<ReadonlyMap<string, ArchitectureFigures>>(ofPapers);
  useEffect(() => {
    const waiting = architectures.flatMap((architecture) => sizes.map((size) => ({ architecture, size })));
    let timer: number | undefined;
    const next = () => {
      const job = waiting.shift();
      if (job === undefined) return;
      const { architecture, size } = job;
      const key = figuresKey(architecture.id, size);
      const known = ofPapers.get(key) ?? figuresOf(makeArchitecture(architecture, size));
      if (size === 'paper') ofPapers.set(key, known);
      setFigures((now) => new Map(now).set(key, known));
      timer = window.setTimeout(next);
    };
    timer = window.setTimeout(next);
    return () => window.clearTimeout(timer);
  }, []);
  return figures;
}

function figuresOf(network: ReturnType<typeof makeArchitecture>): ArchitectureFigures {
  const { totals, nodes, order } = infer(network);
  const layers = order.flatMap((id) => {
    const node = findNode(network, id);
    const shape = nodes.get(id)?.outputShape;
    if (node === undefined || shape == null) return [];
    return [{ id, family: layerType(node.type).family, rows: shape.length === 3 ? (shape[0] ?? 1) : 1 }];
  });
  const [first] = layers;
  return {
    parameters: totals.parameters,
    inputShape: first?.family === 'input' ? (nodes.get(first.id)?.outputShape ?? null) : null,
    layers,
  };
}
