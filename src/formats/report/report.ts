/** A run as one HTML file that needs nothing besides itself: for a student to hand in, to read offline and to print. */
import { findNode, labels, type Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { layerType } from '../../network/layers';
import type { Augmentation, TrainingSettings } from '../../network/recipe';
import { formatShape } from '../../network/shape';
import { chart } from './chart';
import { escaped, table } from './html';
import { reportStyle } from './style';

interface ReportPicture {
  /** `data:image/png;base64,…` */
  readonly source: string;
  readonly says: string;
}

export interface Report {
  readonly savedAt: Date;
  readonly network: Network;
  readonly settings: TrainingSettings;
  /** An SVG of the network, on a light ground. */
  readonly diagram: string;
  readonly data: {
    readonly classes: readonly {
      readonly name: string;
      readonly train: number;
      readonly validation: number;
      readonly test: number;
    }[];
    readonly channels: number;
    readonly height: number;
    readonly width: number;
  };
  /** What computed, and for how long; `null` before anything was trained. */
  readonly run: { readonly backend: string; readonly durationMs: number } | null;
  readonly epochs: readonly {
    readonly epoch: number;
    readonly loss: number;
    readonly accuracy: number;
    readonly validationLoss: number | null;
    readonly validationAccuracy: number | null;
  }[];
  /** What the network says of the validation images; `null` where there are none. */
  readonly evaluation: {
    readonly loss: number;
    readonly classNames: readonly string[];
    /** `confusion[truth][predicted]` */
    readonly confusion: readonly (readonly number[])[];
    /** The surest first. */
    readonly mistakes: readonly ReportPicture[];
    readonly mistakeCount: number;
  } | null;
  /** Of the first layer that reads the image; `null` where none has any that can be seen. */
  readonly filters: { readonly layer: string; readonly pictures: readonly ReportPicture[] } | null;
}

/** The text of the `.html` file. */
export function reportHtml(report: Report): string {
  const { network, savedAt } = report;
  const { totals } = infer(network);
  const sections = [
    section('Results', results(report)),
    section('Data', dataSection(report)),
    section('Network', networkSection(report)),
    section('Training', settingsTable(report.settings)),
    section('Curves', curves(report)),
    ...(report.evaluation === null ? [] : [section('Confusion matrix', confusionTable(report.evaluation))]),
    ...(report.evaluation === null ? [] : [section('Mistakes', mistakes(report.evaluation))]),
    ...(report.filters === null ? [] : [section('Filters', filters(report.filters))]),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Training report</title>
<style>
${reportStyle}</style>
</head>
<body>
<header>
<h1>Training report</h1>
<p>${network.nodes.length} layers, ${totals.parameters.toLocaleString('en')} parameters. Made with Convoscope on ${savedAt.toISOString().slice(0, 10)}.</p>
</header>
<main>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

function section(title: string, content: string): string {
  return `<section>\n<h2>${title}</h2>\n${content}\n</section>`;
}

function results({ epochs, evaluation, run }: Report): string {
  const last = epochs.at(-1);
  const rows: (readonly [string, string])[] = [];
  if (run !== null)
    rows.push(['Trained', `${epochs.length} epochs in ${seconds(run.durationMs)}, on ${run.backend}`]);
  if (last !== undefined) rows.push(['Training accuracy in the last epoch', percent(last.accuracy)]);
  if (evaluation !== null) {
    const { confusion, loss } = evaluation;
    const right = confusion.reduce((sum, row, truth) => sum + (row[truth] ?? 0), 0);
    const all = confusion.flat().reduce((sum, count) => sum + count, 0);
    rows.push(
      ['Validation accuracy', `${percent(right / all)} (${right} of ${all})`],
      ['Validation loss', loss.toFixed(4)],
    );
  }
  return rows.length === 0 ? '<p>The network has not been trained.</p>' : table([], rows);
}

function dataSection({ data }: Report): string {
  if (data.classes.length === 0) return '<p>There are no images.</p>';
  const rows = data.classes.map(({ name, train, validation, test }) => [name, train, validation, test]);
  const colour = data.channels === 3 ? 'in colour' : 'in greyscale';
  return `<p>Each image becomes ${data.height} × ${data.width} pixels ${colour}.</p>\n${table(['Class', 'Training', 'Validation', 'Test'], rows)}`;
}

function networkSection({ network, diagram }: Report): string {
  const { order, nodes, totals } = infer(network);
  const names = labels(network);
  const rows = order.map((id) => {
    const node = findNode(network, id);
    const facts = nodes.get(id);
    const says = node === undefined ? '' : layerType(node.type).summary(node.parameters);
    const count = (facts?.parameters.trainable ?? 0) + (facts?.parameters.nonTrainable ?? 0);
    const shape = facts?.outputShape;
    return [
      names.get(id) ?? id,
      says,
      shape == null ? '' : formatShape(shape),
      count,
      facts?.multiplyAdds ?? 0,
    ];
  });
  const head = ['Layer', 'Settings', 'Output', 'Parameters', 'Multiply-adds'];
  return `<figure class="diagram" tabindex="0" aria-label="Diagram of the network">${diagram}</figure>
${table(head, [...rows, ['Total', '', '', totals.parameters, totals.multiplyAdds]])}`;
}

function settingsTable(settings: TrainingSettings): string {
  const { optimizer, momentum, weightDecay, learningRate, learningRateSchedule } = settings;
  const extra = optimizer === 'SGD' && momentum > 0 ? `, momentum ${momentum}` : '';
  const decay = optimizer === 'AdamW' ? `, weight decay ${weightDecay}` : '';
  return table(
    [],
    [
      ['Optimizer', `${optimizer}${extra}${decay}`],
      [
        'Learning rate',
        learningRateSchedule === 'constant' ? `${learningRate}` : `${learningRate}, ${learningRateSchedule}`,
      ],
      ['Batch size', `${settings.batchSize}`],
      ['Epochs', `${settings.epochs}`],
      ['Seed', `${settings.seed}`],
      ['Augmentation', augmentationText(settings.augmentation)],
    ],
  );
}

function augmentationText(augmentation: Augmentation): string {
  const { rotation, widthShift, heightShift, shear, zoom, horizontalFlip } = augmentation;
  const amounts: readonly (readonly [
    string,
    { readonly enabled: boolean; readonly value: number },
    string,
  ])[] = [
    ['rotation', rotation, '°'],
    ['width shift', widthShift, ''],
    ['height shift', heightShift, ''],
    ['shear', shear, '°'],
    ['zoom', zoom, ''],
  ];
  const parts = [
    ...amounts.flatMap(([name, { enabled, value }, unit]) => (enabled ? [`${name} ±${value}${unit}`] : [])),
    ...(horizontalFlip ? ['horizontal flip'] : []),
  ];
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function curves({ epochs }: Report): string {
  if (epochs.length === 0) return '<p>No epoch is finished.</p>';
  const places = epochs.map(({ epoch }) => epoch);
  const loss = chart('Loss', places, [
    { label: 'training', values: epochs.map((each) => each.loss) },
    { label: 'validation', values: epochs.map((each) => each.validationLoss) },
  ]);
  const accuracy = chart(
    'Accuracy',
    places,
    [
      { label: 'training', values: epochs.map((each) => each.accuracy) },
      { label: 'validation', values: epochs.map((each) => each.validationAccuracy) },
    ],
    { lowest: 0, highest: 1 },
  );
  return `<div class="charts">
<figure><figcaption>Loss</figcaption>${loss}</figure>
<figure><figcaption>Accuracy</figcaption>${accuracy}</figure>
</div>`;
}

function confusionTable({ classNames, confusion }: NonNullable<Report['evaluation']>): string {
  const most = Math.max(1, ...confusion.map((row) => row.reduce((sum, count) => sum + count, 0)));
  const head = classNames.map((name) => `<th scope="col">${escaped(name)}</th>`).join('');
  const rows = confusion.map((row, truth) => {
    const cells = row.map((count, predicted) => {
      const kind = truth === predicted ? 'right' : 'wrong';
      return `<td class="number ${kind}" style="--share: ${(count / most).toFixed(3)}">${count}</td>`;
    });
    return `<tr><th scope="row">${escaped(classNames[truth] ?? '')}</th>${cells.join('')}</tr>`;
  });
  return `<p>Rows are what the validation images are, columns what the network says.</p>
<div class="wide"><table class="confusion"><thead><tr><td></td>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

function mistakes({ mistakes: shown, mistakeCount }: NonNullable<Report['evaluation']>): string {
  if (mistakeCount === 0) return '<p>Every validation image is told right.</p>';
  return `<p>${mistakeCount} of the validation images are told wrong; here are the ${shown.length} where the network was surest.</p>
${gallery(shown)}`;
}

function filters({ layer, pictures }: NonNullable<Report['filters']>): string {
  return `<p>The filters of ${escaped(layer)}: what it looks for in the image, as colours.</p>\n${gallery(pictures)}`;
}

function gallery(pictures: readonly ReportPicture[]): string {
  const figures = pictures.map(
    ({ source, says }) =>
      `<figure><img src="${escaped(source)}" alt=""><figcaption>${escaped(says)}</figcaption></figure>`,
  );
  return `<div class="gallery">\n${figures.join('\n')}\n</div>`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function seconds(ms: number): string {
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
