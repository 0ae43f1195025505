/**
 * Copying, pasting and duplicating layers and blocks. A copied selection is text that people can read and send, and that
 * any Convoscope takes: also another tab's.
 */
import { z } from 'zod';
import { commonBlock } from './blockTree';
import { EditRefused } from './editRefused';
import { findNode, type Network } from './graph';
import { newIds, renameIds } from './layerIds';
import { layerType } from './layers';
import { networkSchema } from './networkSchema';
import { feed, fragmentOf, isInline, partOf, placeAfter, put, splice, type Fragment } from './splice';

const portSchema = z.strictObject({ to: z.string(), input: z.int().min(0).max(1023) });

const selectionSchema = z
  .strictObject({
    convoscope: z.literal('selection'),
    version: z.literal(1),
    network: networkSchema,
    inputs: z.array(z.array(portSchema).min(1)).max(2000),
    outputs: z.array(z.string()).max(2000),
  })
  .refine(portsFit, 'Its inputs and outputs are not those of its layers.');

/** Some cards as text: JSON that `pasteSelection` takes. Throws `EditRefused` where a card is not there. */
export function copySelection(network: Network, cards: readonly string[]): string {
  const selection = { convoscope: 'selection', version: 1, ...fragmentOf(network, partOf(network, cards)) };
  return JSON.stringify(selection, null, 2);
}

/**
 * Puts a copied selection in, with ids of its own: after a card where it has one input and one output, else connected to
 * nothing. Refused (`text`) where the text is something else.
 */
export function pasteSelection(
  network: Network,
  text: string,
  options: { readonly after?: string } = {},
): Network {
  const fragment = renamed(parsed(text), network);
  const { after } = options;
  return after === undefined || !isInline(fragment)
    ? put(network, fragment)
    : splice(network, fragment, placeAfter(network, after));
}

/**
 * Copies cards with the connections among them. The copy comes in line after the original where that has one input and
 * one output; else it is connected to nothing.
 */
export function duplicate(network: Network, cards: readonly string[]): Network {
  const part = partOf(network, cards);
  const original = fragmentOf(network, part);
  const copy = renamed(original, network);
  const [output] = original.outputs;
  if (isInline(original) && output !== undefined) return splice(network, copy, placeAfter(network, output));
  const around = original.network.nodes.map(({ id }) => findNode(network, id)?.block);
  const inner = around.map((block) => (block !== undefined && part.blocks.has(block) ? undefined : block));
  return put(network, copy, commonBlock(network, inner), original.network.nodes.at(-1)?.id);
}

function parsed(text: string): Fragment {
  const foreign = 'This text is no selection of Convoscope’s: copy layers on the canvas first.';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new EditRefused('text', foreign);
  }
  const ours = z.looseObject({ convoscope: z.literal('selection') }).safeParse(value).success;
  const result = selectionSchema.safeParse(value);
  if (result.success) return result.data;
  if (!ours) throw new EditRefused('text', foreign);
  const fault = z.prettifyError(result.error);
  throw new EditRefused('text', `This copied selection cannot be read: ${fault}`);
}

/** The fragment with ids that the network has not. */
function renamed(fragment: Fragment, network: Network): Fragment {
  const makeId = newIds(network);
  const ids = new Map<string, string>([
    ...fragment.network.nodes.map(({ id, type }): [string, string] => [id, makeId(type)]),
    ...fragment.network.blocks.map(({ id }): [string, string] => [id, makeId('block')]),
  ]);
  const nameOf = (id: string): string => ids.get(id) ?? id;
  return {
    network: renameIds(fragment.network, ids),
    inputs: fragment.inputs.map((ports) => ports.map(({ to, input }) => ({ to: nameOf(to), input }))),
    outputs: fragment.outputs.map(nameOf),
  };
}

/** Whether every port can be fed and every output is there. */
function portsFit({ network, inputs, outputs }: Fragment): boolean {
  const ports = inputs.flat();
  if (![...ports.map(({ to }) => to), ...outputs].every((id) => findNode(network, id) !== undefined))
    return false;
  const fed = feed(network.connections, network.nodes[0]?.id ?? '', ports);
  return ports.every(({ to }) => {
    const numbers = fed.filter((connection) => connection.to === to).map(({ input }) => input);
    const type = findNode(network, to)?.type;
    const most = type === undefined ? 0 : layerType(type).inputs.max;
    return numbers.length <= most && Math.max(...numbers) === numbers.length - 1;
  });
}
