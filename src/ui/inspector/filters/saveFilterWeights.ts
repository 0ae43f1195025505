import { inspect } from '../../../state/inspections';
import { csvOf, saveText } from '../../shared/saveFile';

/** Downloads the weights of one filter as CSV, a row a weight, with what they were before. */
export async function saveFilterWeights(
  name: string,
  query: { readonly layerId: string; readonly part: number; readonly filter: number },
): Promise<void> {
  const { width, inputs, now, before } = await inspect('filterWeights', query);
  const rows = Array.from(now, (weight, at) => {
    const first = before?.[at];
    return [
      Math.floor(at / inputs / width) + 1,
      (Math.floor(at / inputs) % width) + 1,
      (at % inputs) + 1,
      weight,
      first ?? '',
      first === undefined ? '' : weight - first,
    ];
  });
  const head = ['row', 'column', 'input channel', 'now', 'before', 'difference'];
  saveText(name, 'text/csv', csvOf([head, ...rows]));
}
