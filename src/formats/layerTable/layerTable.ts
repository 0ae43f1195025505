/** A network as a table for a paper or a README: its layers in order, with shapes and parameters. */
import { labels, topologicalOrder, findNode, predecessors, type Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { layerType } from '../../network/layers';
import { formatShape } from '../../network/shape';

interface Row {
  readonly layer: string;
  readonly from: string;
  readonly settings: string;
  readonly shape: string;
  readonly parameters: number;
}

const head = ['Layer', 'From', 'Settings', 'Output shape', 'Parameters'] as const;

/** GitHub's Markdown (GFM tables), the last row the sum of all. */
export function layerTableMarkdown(network: Network): string {
  const cells = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const words = (text: string) => text.replaceAll(/[\\|*_`<>[\]]/g, '\\$&');
  const { rows, total } = tableOf(network);
  return [
    cells(head),
    '| --- | --- | --- | --- | ---: |',
    ...rows.map(({ layer, from, settings, shape, parameters }) =>
      cells([words(layer), words(from), words(settings), shape, grouped(parameters)]),
    ),
    cells(['**Total**', '', '', '', `**${grouped(total)}**`]),
    '',
  ].join('\n');
}

/** A LaTeX `tabular`, for which `\usepackage{booktabs}` is all it needs. */
export function layerTableLatex(network: Network): string {
  const cells = (row: readonly string[]) => `  ${row.join(' & ')} \\\\`;
  const { rows, total } = tableOf(network);
  return [
    '% Needs \\usepackage{booktabs}.',
    '\\begin{tabular}{llllr}',
    '  \\toprule',
    cells(head),
    '  \\midrule',
    ...rows.map(({ layer, from, settings, shape, parameters }) =>
      cells([latex(layer), latex(from), latex(settings), latex(shape), latexCount(parameters)]),
    ),
    '  \\midrule',
    cells(['Total', '', '', '', latexCount(total)]),
    '  \\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n');
}

function tableOf(network: Network): { readonly rows: readonly Row[]; readonly total: number } {
  const names = labels(network);
  const { nodes, totals } = infer(network);
  const sources = predecessors(network);
  let above: string | undefined;
  const rows = topologicalOrder(network).flatMap((id): readonly Row[] => {
    const node = findNode(network, id);
    if (node === undefined) return [];
    const { outputShape, parameters } = nodes.get(id) ?? {};
    const from = sources.get(id) ?? [];
    const { inputs, summary } = layerType(node.type);
    const row = {
      layer: names.get(id) ?? id,
      // In a chain each reads the one above it, and that goes without saying.
      from:
        from.length === 1 && from[0] === above
          ? ''
          : from.map((source) => names.get(source) ?? source).join(', '),
      // The shape of what comes in is all that an Input has to say.
      settings: inputs.max === 0 ? '' : summary(node.parameters),
      shape: outputShape == null ? '–' : formatShape(outputShape),
      parameters: (parameters?.trainable ?? 0) + (parameters?.nonTrainable ?? 0),
    };
    above = id;
    return [row];
  });
  return { rows, total: totals.parameters };
}

/** `1,234,567`. */
function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

function latexCount(count: number): string {
  return grouped(count).replaceAll(',', '\\,');
}

const latexCommands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '×': '$\\times$',
  '·': '$\\cdot$',
  '→': '$\\to$',
  '–': '--',
  '…': '\\dots{}',
};

function latex(text: string): string {
  return text.replaceAll(/[\\~^×·→–…{}&%$#_]/g, (character) => latexCommands[character] ?? `\\${character}`);
}
