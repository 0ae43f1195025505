import type { Arithmetic } from '../../../engine/protocol/arithmetic';

type Row = readonly (string | number)[];

/** All numbers of an answer as rows of a table, the first of which names the columns. Rows and columns count from 0. */
export function arithmeticRows(answer: Arithmetic): readonly Row[] {
  switch (answer.kind) {
    case 'convolution':
      return [
        ['channel', 'row', 'column', 'value', 'kernel', 'product'],
        ...answer.channels.flatMap(({ channel, values, kernel, products }) =>
          values.flatMap((line, i) =>
            line.map((value, j): Row => [
              channel,
              answer.window.rows[i] ?? '',
              answer.window.columns[j] ?? '',
              value,
              kernel[i]?.[j] ?? '',
              products[i]?.[j] ?? '',
            ]),
          ),
        ),
        ...sumRows(answer, 6),
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
      ];
    default:
      return answer satisfies never;
  }
}

/** The last lines of a sum, its numbers in the last of `columns`. */
function sumRows(
  { sum, bias, activation, value }: Exclude<Arithmetic, { readonly kind: 'pooling' }>,
  columns: number,
): readonly Row[] {
  const line = (name: string, number: number): Row => [name, ...Array<string>(columns - 2).fill(''), number];
  return [line('sum', sum), ...(bias === null ? [] : [line('bias', bias)]), line(activation, value)];
}
