/** The network as a figure that leaves the page. */
import { currentInference, useNetwork } from '../../../state/network';
import { useOpenBlocks } from '../../../state/openBlocks';
import { saveCanvas, saveText } from '../../shared/saveFile';
import { sceneOf } from './scene';
import { sceneSvg } from './sceneSvg';

/** Dots of a PNG for a pixel of the figure, as far as a browser makes canvases so large. */
const PNG_SCALE = 2;
const LONGEST_PX = 16_000;
const LARGEST_PX = 64e6;

/** Downloads the diagram as it lies on the canvas, its open blocks open. */
export function saveDiagramSvg(): void {
  saveText('network.svg', 'image/svg+xml', networkDiagram().svg);
}

/** As `saveDiagramSvg`; a diagram that is too large for a picture is made smaller. Throws where the browser cannot draw it. */
export async function saveDiagramPng(): Promise<void> {
  const { svg, width, height } = networkDiagram();
  const scale = Math.min(
    PNG_SCALE,
    LONGEST_PX / Math.max(width, height),
    Math.sqrt(LARGEST_PX / (width * height)),
  );
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  await saveCanvas('network.png', canvas);
}

/** The diagram as it lies on the canvas, with its size in pixels. */
export function networkDiagram() {
  const { network, positions } = useNetwork.getState();
  const openBlocks = useOpenBlocks.getState().ids;
  const scene = sceneOf({ network, positions, openBlocks, inference: currentInference(), strips: false });
  return sceneSvg(scene, `A network of ${network.nodes.length} layers, drawn by Convoscope`);
}
