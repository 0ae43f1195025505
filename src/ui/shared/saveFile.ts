/** Files that leave the page: handed to the browser as downloads. */

/** Downloads `text`, of the MIME type `type`, as a file named `name`. */
export function saveText(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type }));
}

/** Downloads `blob` as a file named `name`. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Downloads what a canvas shows as a PNG; also one that the engine draws on. Throws where the browser cannot make one. */
export async function saveCanvas(name: string, canvas: HTMLCanvasElement): Promise<void> {
  // A canvas whose control went to a worker cannot be read, but drawn onto another.
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => copy.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The browser could not make a PNG of this picture.');
  saveBlob(name, blob);
}

/** What of a drawing's look comes from style sheets, which a file of its own does not have. */
const drawnProperties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'visibility',
  'display',
] as const;

/** Downloads a drawing of the page as an SVG file that looks the same without the page's style sheets. */
export function saveSvg(name: string, drawing: SVGSVGElement): void {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [index, element] of [drawing, ...drawing.querySelectorAll<SVGElement>('*')].entries()) {
    const look = getComputedStyle(element);
    for (const property of drawnProperties) {
      copies[index]?.style.setProperty(property, look.getPropertyValue(property));
    }
  }
  saveText(name, 'image/svg+xml', new XMLSerializer().serializeToString(copy));
}

/** Rows of numbers and words as CSV (RFC 4180), each row ended by a line feed. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(',')}\n`).join('');
}

function csvField(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
