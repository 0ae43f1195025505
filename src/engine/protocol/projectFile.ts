/** All that is open in the page as one file, with what the engine holds of it. */
import type { Project, ProjectImage } from '../../formats/project/project';

export interface ProjectFileQuery {
  readonly project: Project;
  readonly withImages: boolean;
}

export interface ProjectFile {
  readonly file: Blob;
}

/** A project out of a file. Nothing has changed but that its weights are kept for `expectWeights`. */
export interface ReadProjectFile {
  readonly kind: 'project';
  readonly project: Project;
  readonly hasWeights: boolean;
  /** Members of the file, for `ImportItem.known`. */
  readonly images: readonly ProjectImage[];
}
