/** The page that classifies a dropped image with an exported LayersModel. It is the same for every model. */

/** Reads images as the app does. The text of a script; `preprocess` is what others call. */
export const preprocessingCode = `// Makes an image what the network was trained on, pixel for pixel as Convoscope does.

// RGBA bytes of any size to numbers from 0 to 1, [height, width, channels].
function preprocess(rgba, fromHeight, fromWidth, height, width, channels) {
  const rgb = overWhite(rgba);
  const pixels = channels === 1 ? luma(rgb) : rgb;
  // Columns first, rounded to bytes in between, then rows.
  const narrow = resampleColumns(pixels, fromHeight, fromWidth, channels, width);
  const turned = transpose(narrow, fromHeight, width, channels);
  const small = transpose(resampleColumns(turned, width, fromHeight, channels, height), width, height, channels);
  return Float32Array.from(small, (byte) => byte / 255);
}

// Transparent parts show white.
function overWhite(rgba) {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    const alpha = rgba[from + 3];
    for (let c = 0; c < 3; c++) {
      const value = rgba[from + c];
      rgb[to + c] = alpha === 255 ? value : Math.round((value * alpha + 255 * (255 - alpha)) / 255);
    }
  }
  return rgb;
}

// Brightness in 16 fraction bits, as Pillow's convert('L').
function luma(rgb) {
  return Uint8Array.from({ length: rgb.length / 3 }, (_, i) => {
    const [red, green, blue] = rgb.subarray(3 * i, 3 * i + 3);
    return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
  });
}

// Pillow's BILINEAR along each row: a triangle, widened when shrinking so that nothing is skipped.
function resampleColumns(pixels, height, width, channels, outWidth) {
  const bits = 22;
  const scale = width / outWidth;
  const support = Math.max(scale, 1);
  const result = new Uint8Array(height * outWidth * channels);
  for (let x = 0; x < outWidth; x++) {
    const centre = (x + 0.5) * scale;
    const low = Math.max(0, Math.trunc(centre - support + 0.5));
    const high = Math.min(width, Math.trunc(centre + support + 0.5));
    const exact = [];
    for (let k = low; k < high; k++) exact.push(Math.max(0, 1 - Math.abs((k - centre + 0.5) / support)));
    const sum = exact.reduce((total, weight) => total + weight, 0);
    const weights = exact.map((weight) => Math.trunc(0.5 + (weight / sum) * 2 ** bits));
    for (let y = 0; y < height; y++) {
      for (let c = 0; c < channels; c++) {
        let value = 1 << (bits - 1);
        for (let k = 0; k < weights.length; k++) {
          value += pixels[(y * width + low + k) * channels + c] * weights[k];
        }
        result[(y * outWidth + x) * channels + c] = value >> bits;
      }
    }
  }
  return result;
}

function transpose(pixels, height, width, channels) {
  const result = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        result[(x * height + y) * channels + c] = pixels[(y * width + x) * channels + c];
      }
    }
  }
  return result;
}
`;

/** Loads the model, takes images in and shows what it says of them. */
export const classifyCode = `const status = document.getElementById('status');
const zone = document.getElementById('zone');
const picture = document.getElementById('picture');
const results = document.getElementById('results');
let model = null;

async function start() {
  if (location.protocol !== 'file:') {
    await use(tf.loadLayersModel('model.json'));
    return;
  }
  // A browser does not let a page read its neighbours on disk: it must be given them.
  status.textContent = 'To begin, choose model.json and all .bin files of this folder together.';
  document.getElementById('modelLabel').hidden = false;
  document.getElementById('modelFiles').addEventListener('change', ({ target }) => {
    const files = [...target.files].sort((a, b) => Number(b.name === 'model.json') - Number(a.name === 'model.json'));
    use(tf.loadLayersModel(tf.io.browserFiles(files)));
  });
}

async function use(loading) {
  status.textContent = 'Loading the model …';
  try {
    model = await loading;
  } catch (error) {
    status.textContent = 'The model could not be loaded: ' + error.message;
    return;
  }
  document.getElementById('modelLabel').hidden = true;
  document.getElementById('imageLabel').hidden = false;
  status.textContent = 'Drop an image anywhere, paste one, or choose a file.';
}

async function classify(file) {
  if (model === null || file == null) return;
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    status.textContent = file.name + ' is not an image that this browser can read.';
    return;
  }
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const [, height, width, channels] = model.inputs[0].shape;
  const values = preprocess(data, bitmap.height, bitmap.width, height, width, channels);
  bitmap.close();
  const output = tf.tidy(() => model.predict(tf.tensor(values, [1, height, width, channels])));
  const probabilities = await output.data();
  output.dispose();
  URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(file);
  picture.alt = file.name;
  picture.hidden = false;
  show(probabilities, file.name);
}

function show(probabilities, name) {
  const names = model.getUserDefinedMetadata()?.classNames ?? [];
  const ranked = [...probabilities]
    .map((probability, index) => ({ probability, name: names[index] ?? 'class ' + index }))
    .sort((a, b) => b.probability - a.probability);
  status.textContent = name + ': ' + ranked[0].name + ', ' + percent(ranked[0].probability);
  results.replaceChildren(
    ...ranked.slice(0, 10).map(({ name, probability }) => {
      const row = document.createElement('tr');
      const label = document.createElement('th');
      const bar = document.createElement('td');
      const number = document.createElement('td');
      const meter = document.createElement('meter');
      label.scope = 'row';
      label.textContent = name;
      meter.value = probability;
      number.textContent = percent(probability);
      bar.append(meter);
      row.append(label, bar, number);
      return row;
    }),
  );
}

function percent(probability) {
  return (100 * probability).toFixed(1) + ' %';
}

document.getElementById('imageFile').addEventListener('change', ({ target }) => classify(target.files[0]));
addEventListener('dragover', (event) => {
  event.preventDefault();
  zone.classList.add('over');
});
addEventListener('dragleave', () => zone.classList.remove('over'));
addEventListener('drop', (event) => {
  event.preventDefault();
  zone.classList.remove('over');
  classify(event.dataTransfer.files[0]);
});
addEventListener('paste', ({ clipboardData }) => classify(clipboardData.files[0]));
start();
`;

/** `index.html`; the scripts lie beside it. */
export function pageHtml(usesCustomLayers: boolean): string {
  const custom = usesCustomLayers ? '\n    <script src="custom-layers.js"></script>' : '';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Image classifier</title>
    <link rel="icon" href="data:,">
    <style>
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
      body { max-width: 32rem; margin: 2rem auto; padding: 0 1rem; }
      #zone { border: 2px dashed GrayText; border-radius: 12px; padding: 1.5rem; text-align: center; }
      #zone.over { border-color: Highlight; }
      #picture { display: block; max-width: 100%; max-height: 20rem; margin: 1rem auto 0; border-radius: 8px; }
      #picture[hidden], label[hidden] { display: none; }
      table { width: 100%; margin-top: 1rem; border-collapse: collapse; }
      th { text-align: left; font-weight: 500; }
      td:last-child { text-align: right; font-variant-numeric: tabular-nums; }
      th, td:last-child { white-space: nowrap; }
      td:nth-child(2) { width: 70%; padding: 0 0.75rem; }
      meter { display: block; width: 100%; height: 1.25rem; }
      small { color: GrayText; }
    </style>
  </head>
  <body>
    <h1>Image classifier</h1>
    <div id="zone">
      <p id="status" role="status">Loading TensorFlow.js …</p>
      <label id="modelLabel" hidden>Model files <input id="modelFiles" type="file" accept=".json,.bin" multiple></label>
      <label id="imageLabel" hidden>Image <input id="imageFile" type="file" accept="image/*"></label>
      <img id="picture" hidden alt="">
    </div>
    <table aria-label="Probabilities"><tbody id="results"></tbody></table>
    <p><small>Exported from Convoscope. Images stay on this computer.</small></p>
    <script src="tf.min.js"></script>${custom}
    <script src="preprocess.js"></script>
    <script src="classify.js"></script>
  </body>
</html>
`;
}
