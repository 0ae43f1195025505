/**
 * What the Keras and the PyTorch script share: the images of each part, how they are read, and the seeded order and
 * augmentation, so that both see the very images that the app sees, in its order.
 */
import type { Augmentation } from '../../network/recipe';
import type { Experiment, ExperimentImage, NetworkEnds } from '../experiment';
import { outputNames } from '../experiment';
import { pythonFloat, pythonText, pythonTexts } from './literal';

/** Lines of constants: classes, size, and how training goes. */
export function constantsCode(experiment: Experiment, ends: NetworkEnds): string {
  const { settings } = experiment;
  return `CLASS_NAMES = ${pythonTexts(outputNames(experiment.classNames, ends.classes))}
HEIGHT, WIDTH, CHANNELS = ${ends.height}, ${ends.width}, ${ends.channels}
BATCH_SIZE = ${settings.batchSize}
EPOCHS = ${settings.epochs}
LEARNING_RATE = ${pythonFloat(settings.learningRate)}
SEED = ${settings.seed}

# How far each training image may be moved, drawn anew for every image and step. None is 0.
${augmentationConstants(settings.augmentation)}`;
}

function augmentationConstants(augmentation: Augmentation): string {
  const amount = ({ enabled, value }: { readonly enabled: boolean; readonly value: number }): number =>
    enabled ? value : 0;
  return `ROTATION = ${amount(augmentation.rotation)}  # degrees to either side
WIDTH_SHIFT = ${amount(augmentation.widthShift)}  # fraction of the width
HEIGHT_SHIFT = ${amount(augmentation.heightShift)}  # fraction of the height
SHEAR = ${amount(augmentation.shear)}  # degrees, as Keras's shear_range
ZOOM = ${amount(augmentation.zoom)}  # each axis by its own factor from 1 - ZOOM to 1 + ZOOM
HORIZONTAL_FLIP = ${augmentation.horizontalFlip ? 'True' : 'False'}`;
}

/** The generator of `engine/random.ts`, and what is drawn from it: the order of an epoch and a step's transforms. */
export const randomCode = `class Stream:
    """Seeded random numbers (sfc32): the very ones Convoscope draws for the same seed and keys."""

    def __init__(self, seed, *keys):
        state = seed
        for key in keys:
            state = self._mix((state ^ self._mix(key)) + 0x9E3779B9)
        self.state = []
        for _ in range(3):
            state = self._mix(state + 0x9E3779B9)
            self.state.append(state)
        self.counter = 1
        for _ in range(12):
            self.next()

    @staticmethod
    def _mix(value):
        z = value & 0xFFFFFFFF
        z = ((z ^ (z >> 16)) * 0x21F0AAAD) & 0xFFFFFFFF
        z = ((z ^ (z >> 15)) * 0x735A2D97) & 0xFFFFFFFF
        return z ^ (z >> 15)

    def next(self):
        """Uniform in [0, 1)."""
        a, b, c = self.state
        total = (a + b + self.counter) & 0xFFFFFFFF
        self.counter = (self.counter + 1) & 0xFFFFFFFF
        turned = ((c << 21) | (c >> 11)) & 0xFFFFFFFF
        self.state = [b ^ (b >> 9), (c + (c << 3)) & 0xFFFFFFFF, (turned + total) & 0xFFFFFFFF]
        return total / 4294967296

    def between(self, low, high):
        return low + (high - low) * self.next()


def epoch_order(count, epoch):
    """The order of the training images in an epoch, counted from 1."""
    order = list(range(count))
    stream = Stream(SEED, 1, epoch)
    for i in range(count - 1, 0, -1):
        j = int(stream.next() * (i + 1))
        order[i], order[j] = order[j], order[i]
    return order


def draw_transforms(count, step):
    """For each image of a step (counted from 1) the 8 numbers (a, b, c, d, e, f, 0, 0) of a transform:
    output pixel (x, y) is read from input pixel (ax + by + c, dx + ey + f)."""
    stream = Stream(SEED, 2, step)
    rows = []
    for _ in range(count):
        theta = math.radians(stream.between(-1, 1) * ROTATION)
        tx = stream.between(-1, 1) * WIDTH_SHIFT * WIDTH
        ty = stream.between(-1, 1) * HEIGHT_SHIFT * HEIGHT
        shear = math.radians(stream.between(-1, 1) * SHEAR)
        zx = 1 + stream.between(-1, 1) * ZOOM
        zy = 1 + stream.between(-1, 1) * ZOOM
        flip = stream.next() < 0.5 and HORIZONTAL_FLIP
        # Rotation, shift, shear and zoom about the centre, in this order, as Keras's ImageDataGenerator.
        cos, sin = math.cos(theta), math.sin(theta)
        xx, xy = cos * zx, (-cos * math.sin(shear) - sin * math.cos(shear)) * zy
        yx, yy = sin * zx, (-sin * math.sin(shear) + cos * math.cos(shear)) * zy
        center_x, center_y = WIDTH / 2 - 0.5, HEIGHT / 2 - 0.5
        x = center_x - xx * center_x - xy * center_y + cos * tx - sin * ty
        y = center_y - yx * center_x - yy * center_y + sin * tx + cos * ty
        if flip:
            x, y, xx, yx = x + xx * (WIDTH - 1), y + yx * (WIDTH - 1), -xx, -yx
        rows.append((xx, xy, x, yx, yy, y, 0.0, 0.0))
    return np.array(rows, 'float32')


AUGMENTS = HORIZONTAL_FLIP or any((ROTATION, WIDTH_SHIFT, HEIGHT_SHIFT, SHEAR, ZOOM))`;

/** Reads a file as the app does: upright, transparent parts over white, resized with Pillow's bilinear filter. */
const readImageCode = `def read_image(source):
    """[HEIGHT, WIDTH, CHANNELS], 0 to 255."""
    with Image.open(source) as file:
        image = ImageOps.exif_transpose(file).convert('RGBA')
    white = Image.new('RGBA', image.size, 'white')
    image = Image.alpha_composite(white, image).convert('RGB' if CHANNELS == 3 else 'L')
    pixels = np.asarray(image.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR), 'uint8')
    return pixels.reshape(HEIGHT, WIDTH, CHANNELS)


def read_part(data, part):
    """Images [n, HEIGHT, WIDTH, CHANNELS], 0 to 255, and labels [n] of one part of the split."""
    files = split(data)[part]
    images = np.zeros((len(files), HEIGHT, WIDTH, CHANNELS), 'uint8')
    for index, (_, path) in enumerate(files):
        images[index] = read_image(open_image(data, path))
    return images, np.array([label for label, _ in files], 'int32')`;

/** `read_image`, `read_part` and `split`, and the file lists that `split` answers with, which go to the end of a script. */
export function imageCode(experiment: Experiment): { readonly functions: string; readonly lists: string } {
  const { images, validationFraction } = experiment;
  if (images.length === 0) {
    return { functions: `${foldersCode(validationFraction)}\n\n\n${readImageCode}`, lists: '' };
  }
  const common = commonFolder(images.map(({ path }) => path));
  const part = (name: ExperimentImage['split']): string => {
    const lines = images
      .filter(({ split }) => split === name)
      .toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)))
      .map(({ label, path }) => `        (${label}, ${pythonText(path.slice(common.length))}),\n`);
    return `    ${pythonText(name)}: [\n${lines.join('')}    ],\n`;
  };
  return {
    functions: `${listedCode}\n\n\n${readImageCode}`,
    lists: `# What all paths in Convoscope begin with.
ROOT = ${pythonText(common)}

# Label and path of every image, in the parts that Convoscope divided them into.
SPLIT = {
${part('train')}${part('validation')}${part('test')}}`,
  };
}

const listedCode = `@functools.cache
def project_images(project):
    """Of a project that was exported with its images: the bytes of each by its path."""
    with zipfile.ZipFile(project) as archive:
        images = json.loads(archive.read('project.json'))['images']
        return {image['path'].removeprefix(ROOT): archive.read(image['member']) for image in images}


def open_image(data, path):
    return data / path if data.is_dir() else io.BytesIO(project_images(data)[path])


def split(data):
    """The images of each part, as (label, path): the lists at the end of this file."""
    there = None if data.is_dir() else project_images(data)
    missing = [path for files in SPLIT.values() for _, path in files
               if not ((data / path).is_file() if there is None else path in there)]
    if missing:
        raise SystemExit(f'{len(missing)} images are not in {data}, the first of them {missing[0]}. Give the folder '
                         'that was added to Convoscope, or the project exported with its images, with --data.')
    return SPLIT`;

/** Where no images were added: a folder a class, and the same part of each for validation, drawn as the app draws it. */
function foldersCode(validationFraction: number): string {
  return `VALIDATION_FRACTION = ${validationFraction}


def open_image(folder, path):
    return folder / path


def split(folder):
    """The images of each part, as (label, path in the folder): a folder a class, in the order of CLASS_NAMES."""
    parts = {'train': [], 'validation': [], 'test': []}
    names = sorted(path.name for path in folder.iterdir() if path.is_dir())
    if len(names) != len(CLASS_NAMES):
        raise SystemExit(f'{folder} must hold {len(CLASS_NAMES)} folders, one a class, but holds {len(names)}.')
    for label, name in enumerate(names):
        endings = ('.jpg', '.jpeg', '.png', '.webp', '.gif', '.bmp')
        files = sorted(path.relative_to(folder).as_posix() for path in (folder / name).rglob('*')
                       if path.suffix.lower() in endings)
        files.sort(key=lambda path: (Stream(SEED, fnv1a(path)).next(), path))
        count = min(len(files) - 1, max(1, math.floor(len(files) * VALIDATION_FRACTION + 0.5)))
        parts['validation'] += sorted((label, path) for path in files[:count])
        parts['train'] += sorted((label, path) for path in files[count:])
    return parts


def fnv1a(text):
    """32 bits that depend on the text alone."""
    value = 0x811C9DC5
    units = text.encode('utf-16-le')
    for low, high in zip(units[::2], units[1::2]):
        value = ((value ^ (low | high << 8)) * 0x01000193) & 0xFFFFFFFF
    return value`;
}

/** The folder that all paths share, with its last slash; empty where there is none. */
function commonFolder(paths: readonly string[]): string {
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
  let common = folderOf(paths[0] ?? '');
  for (const path of paths) {
    while (!path.startsWith(common)) common = folderOf(common.slice(0, -1));
  }
  return common;
}
