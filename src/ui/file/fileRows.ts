import { exportKerasScript, exportLayerTable, exportModel, exportTorchScript } from '../../state/exports';
import { exportKeras, openFiles } from '../../state/files';
import { exportProject } from '../../state/projectFile';
import { exportReport } from '../../state/report';
import { copyShareLink } from '../../state/shareLink';
import { useTraining } from '../../state/training';
import { networkDiagram, saveDiagramPng, saveDiagramSvg } from '../builder/canvas/diagram';
import { saveBlob, saveText } from '../shared/saveFile';
import { pickFiles } from './pickFiles';

/** One row of the menu `File`. */
interface FileRow {
  /** What it says, and its accessible name. */
  readonly label: string;
  /** What is told of when it fails: `Exporting to Keras`. */
  readonly deed: string;
  /** Begins a new group: a line is drawn above it. */
  readonly startsGroup?: boolean;
  run(): Promise<void> | void;
}

/** All rows, in their order. */
export const fileRows: readonly FileRow[] = [
  {
    label: 'Open…',
    deed: 'Opening the file',
    run: async () => {
      await openFiles(await pickFiles('.keras,.h5,.hdf5,.json,.bin,.zip,.convoscope'));
    },
  },
  {
    label: 'Export Keras (.keras)',
    deed: 'Exporting to Keras',
    startsGroup: true,
    run: async () => saveBlob('convoscope.keras', await exportKeras()),
  },
  {
    label: 'Export Python (Keras)',
    deed: 'Exporting to Python',
    run: async () => saveText('train_keras.py', 'text/x-python', await exportKerasScript()),
  },
  {
    label: 'Export Python (PyTorch)',
    deed: 'Exporting to PyTorch',
    run: async () => saveText('train_torch.py', 'text/x-python', await exportTorchScript()),
  },
  {
    label: 'Export TensorFlow.js',
    deed: 'Exporting to TensorFlow.js',
    run: async () => saveBlob('convoscope-tfjs.zip', await exportModel('tensorflowjs')),
  },
  {
    label: 'Export ONNX',
    deed: 'Exporting to ONNX',
    run: async () => saveBlob('convoscope.onnx', await exportModel('onnx')),
  },
  {
    label: 'Export network diagram (SVG)',
    deed: 'Exporting the diagram',
    startsGroup: true,
    run: saveDiagramSvg,
  },
  { label: 'Export network diagram (PNG)', deed: 'Exporting the diagram', run: saveDiagramPng },
  {
    label: 'Export layer table (Markdown)',
    deed: 'Exporting the table of layers',
    run: async () => saveText('network.md', 'text/markdown', await exportLayerTable('Markdown')),
  },
  {
    label: 'Export layer table (LaTeX)',
    deed: 'Exporting the table of layers',
    run: async () => saveText('network.tex', 'text/x-tex', await exportLayerTable('LaTeX')),
  },
  {
    label: 'Export training history (JSON)',
    deed: 'Exporting the history',
    run: () =>
      saveText('history.json', 'application/json', JSON.stringify(useTraining.getState().history, null, 2)),
  },
  {
    label: 'Export project',
    deed: 'Saving the project',
    startsGroup: true,
    run: async () => saveBlob('network.convoscope', await exportProject(false)),
  },
  {
    label: 'Export project with images',
    deed: 'Saving the project',
    run: async () => saveBlob('network.convoscope', await exportProject(true)),
  },
  {
    label: 'Export report',
    deed: 'Writing the report',
    run: async () => saveText('report.html', 'text/html', await exportReport(networkDiagram().svg)),
  },
  { label: 'Copy share link', deed: 'Making a link', run: copyShareLink },
];
