import { blockPath } from '../../blockTree';
import { findNode, labels, type Network } from '../../graph';
import { infer } from '../../inference';

/** Output shape of every layer by its label and of every block by its title, as `224×224×3`. */
export function cardShapes(network: Network): Readonly<Record<string, string>> {
  const { nodes, order } = infer(network);
  const names = labels(network);
  const titles = new Map(network.blocks.map(({ id, title }) => [id, title]));
  const shapes: Record<string, string> = {};
  for (const id of order) {
    const shape = nodes.get(id)?.outputShape?.join('×') ?? 'none';
    shapes[names.get(id) ?? id] = shape;
    // The last layer of a block gives its output.
    for (const block of blockPath(network, findNode(network, id)?.block)) {
      shapes[titles.get(block) ?? block] = shape;
    }
  }
  return shapes;
}
