/**
 * Writes a network in code, layer by layer, in one pass: how the architectures are made. Every call names what feeds
 * the new layer and answers with its id.
 */
import type { z } from 'zod';
import { blockKind, type blockKinds, type PlannedBlockName } from './blocks';
import type { LayerSpec } from './chain';
import type { Block, Connection, LayerNode, Network } from './graph';
import type { ParameterValues } from './layerType';
import { layerType, type layerTypes, type LayerTypeName } from './layers';

type LayerParameters<Name extends LayerTypeName> = z.input<(typeof layerTypes)[Name]['parameters']>;
type BlockParameters<Name extends PlannedBlockName> = z.input<(typeof blockKinds)[Name]['parameters']>;

export class NetworkBuilder {
  private readonly nodes: LayerNode[] = [];
  private readonly connections: Connection[] = [];
  private readonly blocks: Block[] = [];
  /** Ids of the blocks that are being written, outermost first. */
  private readonly open: string[] = [];
  private last = 0;

  /** Adds a layer fed by `from`, in the order of its inputs. Throws where a parameter is out of range. */
  add<Name extends LayerTypeName>(
    type: Name,
    parameters: LayerParameters<Name>,
    ...from: readonly string[]
  ): string {
    return this.addNode(type, parameters as ParameterValues, from);
  }

  /** Adds layers one after the other, the first fed by `from`; answers with the id of the last. */
  line(from: string, ...layers: readonly LayerSpec[]): string {
    return layers.reduce(
      (source, [type, parameters = {}]) => this.addNode(type, parameters as ParameterValues, [source]),
      from,
    );
  }

  /** Adds a block of a kind that has a plan, fed by `from`; answers with the id of the layer that gives its output. */
  addBlock<Name extends PlannedBlockName>(
    kind: Name,
    parameters: BlockParameters<Name>,
    from: string,
    title?: string,
  ): string {
    const declaration = blockKind(kind);
    const values = declaration.parameters.parse(parameters) as ParameterValues;
    const { layers, output } = declaration.plan(values);
    const ids = new Map<string, string>();
    const idOf = (role: string): string => {
      const id = ids.get(role);
      if (id === undefined) throw new Error(`The plan of ${kind} has no layer "${role}" so far.`);
      return id;
    };
    this.begin({ kind, title: title ?? declaration.title, parameters: values });
    for (const layer of layers) {
      const sources = layer.from.map((role) => (role === null ? from : idOf(role)));
      ids.set(layer.role, this.addNode(layer.type, layer.parameters, sources, layer.role));
    }
    this.open.pop();
    return idOf(output);
  }

  /** Groups all that `write` adds into one block without a plan; answers with what `write` answers. */
  group<Result>(title: string, write: () => Result): Result {
    this.begin({ kind: 'custom', title, parameters: {} });
    const result = write();
    this.open.pop();
    return result;
  }

  network(): Network {
    return { nodes: [...this.nodes], connections: [...this.connections], blocks: [...this.blocks] };
  }

  private begin(block: Pick<Block, 'kind' | 'title' | 'parameters'>): void {
    const parent = this.open.at(-1);
    const id = `block-${this.number()}`;
    this.blocks.push({ id, ...block, ...(parent === undefined ? {} : { parent }) });
    this.open.push(id);
  }

  private addNode(
    type: LayerTypeName,
    parameters: ParameterValues,
    from: readonly string[],
    role?: string,
  ): string {
    const block = this.open.at(-1);
    const id = `${type}-${this.number()}`;
    this.nodes.push({
      id,
      type,
      parameters: layerType(type).parameters.parse(parameters) as ParameterValues,
      ...(block === undefined ? {} : { block }),
      ...(role === undefined ? {} : { role }),
    });
    from.forEach((source, input) => this.connections.push({ from: source, to: id, input }));
    return id;
  }

  private number(): number {
    this.last += 1;
    return this.last;
  }
}
