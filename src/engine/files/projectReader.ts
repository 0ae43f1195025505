/** Reads `.convoscope` projects, within bounds. */
import { FormatError } from '../../formats/formatError';
import {
  projectMember,
  readProject,
  weightsMember,
  type Project,
  type ProjectImage,
} from '../../formats/project/project';
import { ImageRejection } from '../data/imageSource';
import { unzipEntry } from '../data/unzipEntry';
import { readZipDirectory } from '../data/zip';
import type { WeightSnapshot } from '../model/networkModel';

interface ReadProject {
  readonly project: Project;
  readonly weights: WeightSnapshot | null;
  readonly images: readonly ProjectImage[];
}

const MOST_JSON_BYTES = 32 * 2 ** 20;
const MOST_WEIGHTS_BYTES = 1.5 * 2 ** 30;

/** `null` where the file is a zip of another kind, or none. Throws `FormatError` for a project that is damaged or hostile. */
export async function readProjectFile(file: Blob): Promise<ReadProject | null> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (String.fromCharCode(...start) !== 'PK') return null;
  try {
    const { entries } = await readZipDirectory(file, MOST_WEIGHTS_BYTES);
    const member = (name: string) => entries.find(({ path }) => path === name);
    const [json, weights] = [member(projectMember), member(weightsMember)];
    if (json === undefined) return null;
    if (json.sizeBytes > MOST_JSON_BYTES)
      throw new FormatError(
        `${projectMember} would unpack to ${json.sizeBytes} bytes, more than any project needs.`,
      );
    const text = new TextDecoder().decode(await unzipEntry(json));
    // Stored, so that nothing can unpack to more than the file holds.
    if (weights !== undefined && weights.compression !== 'stored')
      throw new FormatError(
        'The weights of this project are packed, as Convoscope does not. It was not opened.',
      );
    const read = readProject(text, weights === undefined ? null : await unzipEntry(weights));
    const there = new Set(entries.map(({ path }) => path));
    const missing = read.images.find((image) => !there.has(image.member));
    if (missing !== undefined)
      throw new FormatError(`The image ${missing.path} is not in the project: it is cut off. Save it again.`);
    return read;
  } catch (error) {
    if (!(error instanceof ImageRejection)) throw error;
    throw new FormatError(`The file cannot be opened: ${error.message}`, { cause: error });
  }
}
