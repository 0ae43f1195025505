import type { ProjectImage } from '../../formats/project/project';
import { imageFile } from '../data/imageFiles';
import { inFileWorker } from '../files/fileWorker';
import type { Inspection } from './inspections';
import { weightsOf } from './modelFile';

/** The project with the weights of this moment, and the images if they are wanted. */
export const projectFile: Inspection<'projectFile'> = async (context, { project, withImages }) => {
  const { network, dataset, proceed } = context;
  const { layers } = await weightsOf(network);
  const weights = new Map(layers.map(({ id, values }) => [id, values]));
  const records = withImages ? dataset.records : [];
  const images: (Omit<ProjectImage, 'member'> & { readonly file: Blob })[] = [];
  for (const [id, record] of records.entries()) {
    await proceed(id / records.length);
    const { path, key, className, folderSplit } = record;
    const file = await imageFile(record, dataset.pixels(id), dataset.format);
    // What has no file of its own becomes a PNG, whatever it was called.
    images.push({ path, key, className, folderSplit, file });
  }
  return { file: await inFileWorker((files) => files.writeProject(project, weights, images)) };
};
