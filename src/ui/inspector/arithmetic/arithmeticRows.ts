import type { Arithmetic, ChannelTerm } from '../../../engine/protocol/arithmetic';

type Row = readonly (string | number)[];

/** All numbers of an answer as rows of a table, the first of which names the columns. Rows and columns count from 0. */
export function arithmeticRows(answer: Arithmetic): readonly Row[] {
  switch (answer.kind) {
    case 'convolution':
      return [
        ['channel', 'row', 'column', 'value', 'kernel', 'product'],
        ...answer.channels.flatMap((term) => termRows(term, answer.window)),
        ...sumRows(answer, 6),
      ];
    case 'separableConvolution':
      return [
        ['channel', 'kernel of the channel', 'row', 'column', 'value', 'kernel', 'product'],
        ...answer.terms.flatMap((term) =>
          termRows(term, answer.window).map(([channel = '', ...rest]): Row => [
            channel,
            term.filter,
            ...rest,
          ]),
        ),
        ...answer.terms.flatMap(({ channel, filter, sum, weight, product }): Row[] => [
          ['sum, weight, product', channel, filter, '', sum, weight, product],
        ]),
        ...sumRows(answer, 7),
      ];
    case 'transposedConvolution':
      return [
        ['channel', 'row', 'column', 'kernel row', 'kernel column', 'value', 'kernel', 'product'],
        ...answer.channels.flatMap(({ channel, values, kernel, products }) =>
          values.flatMap((line, i) =>
            line.map((value, j): Row => [
              channel,
              answer.cells.rows[i] ?? '',
              answer.cells.columns[j] ?? '',
              answer.kernelRows[i] ?? '',
              answer.kernelColumns[j] ?? '',
              value,
              kernel[i]?.[j] ?? '',
              products[i]?.[j] ?? '',
            ]),
          ),
        ),
        ...sumRows(answer, 8),
      ];
    case 'dense':
      return [
        ['input', 'value', 'weight', 'product'],
        ...answer.inputs.map((value, index): Row => {
          const weight = answer.weights[index] ?? NaN;
          return [index, value, weight, value * weight];
        }),
        ...sumRows(answer, 4),
      ];
    case 'pooling':
      return [
        ['row', 'column', 'value'],
        ...answer.values.flatMap((line, i) =>
          line.map((value, j): Row => [
            answer.window.rows[i] ?? '',
            answer.window.columns[j] ?? '',
            value ?? 'padding',
          ]),
        ),
        ['max', '', answer.max],
        ['average', '', answer.average],
        [`in the map (${answer.mode})`, '', answer.value],
      ];
    default:
      return answer satisfies never;
  }
}

/** A channel's numbers, a row a cell of the window. */
function termRows(
  { channel, values, kernel, products }: ChannelTerm,
  { rows, columns }: { readonly rows: readonly number[]; readonly columns: readonly number[] },
): readonly Row[] {
  return values.flatMap((line, i) =>
    line.map((value, j): Row => [
      channel,
      rows[i] ?? '',
      columns[j] ?? '',
      value,
      kernel[i]?.[j] ?? '',
      products[i]?.[j] ?? '',
    ]),
  );
}

/** The last lines of a sum, its numbers in the last of `columns`. */
function sumRows(
  { sum, bias, activation, value }: Exclude<Arithmetic, { readonly kind: 'pooling' }>,
  columns: number,
): readonly Row[] {
  const line = (name: string, number: number): Row => [name, ...Array<string>(columns - 2).fill(''), number];
  return [line('sum', sum), ...(bias === null ? [] : [line('bias', bias)]), line(activation, value)];
}
