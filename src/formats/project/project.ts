/**
 * A project: all that is open in the page, as a `.convoscope` file. It is a zip of `project.json`, `weights.bin` (float32,
 * little-endian, in the order that `project.json` says) and, if wanted, the images under `images/`.
 */
import { strToU8, zipSync, type Zippable } from 'fflate';
import { z } from 'zod';
import { infer } from '../../network/inference';
import { networkSchema } from '../../network/networkSchema';
import { splitSettingsSchema, trainingSettingsSchema } from '../../network/recipe';
import { shapeSize } from '../../network/shape';
import { FormatError } from '../formatError';
import { parseJson } from '../json';
import { runSchema } from './run';

const splitName = z.enum(['train', 'validation', 'test']);

const imageSchema = z.object({
  /** Its member in the zip. */
  member: z.string().min(1).max(40),
  /** As it was added. */
  path: z.string().max(4096),
  key: z.string().max(4200),
  className: z.string().max(500).nullable(),
  folderSplit: splitName.nullable(),
});
export type ProjectImage = z.output<typeof imageSchema>;

const projectSchema = z.object({
  format: z.literal('convoscope'),
  version: z.literal(1),
  network: networkSchema,
  positions: z.record(z.string(), z.object({ x: z.number(), y: z.number() })),
  openBlocks: z.array(z.string().max(64)).max(2000),
  settings: trainingSettingsSchema,
  split: splitSettingsSchema,
  classNames: z.array(z.string().max(500)).max(10_000),
  runs: z.array(runSchema).max(1000),
  /** Layers whose weights are in `weights.bin`, one after the other, with how many numbers each weight has. */
  weights: z.array(z.object({ id: z.string(), sizes: z.array(z.int().min(0)) })).max(2000),
  images: z.array(imageSchema).max(200_000),
});
type ProjectJson = z.output<typeof projectSchema>;

/** What a project holds besides weights and images. */
export type Project = Omit<ProjectJson, 'format' | 'version' | 'weights' | 'images'>;

/** Values of every layer's weights by node id, in Keras's order. */
type Weights = ReadonlyMap<string, readonly Float32Array<ArrayBuffer>[]>;

export interface ImageToKeep extends Omit<ProjectImage, 'member'> {
  readonly bytes: Uint8Array;
}

export const projectMember = 'project.json';
export const weightsMember = 'weights.bin';

/** `weights` is `null` where the network has none yet; `images` is empty where they stay behind. */
export function writeProject(
  project: Project,
  weights: Weights | null,
  images: readonly ImageToKeep[],
): Uint8Array<ArrayBuffer> {
  const layers = [...(weights ?? [])];
  const kept = images.map(({ bytes: _, ...image }, index) => ({
    member: memberOf(image.path, index),
    ...image,
  }));
  const json: ProjectJson = {
    format: 'convoscope',
    version: 1,
    ...project,
    weights: layers.map(([id, values]) => ({ id, sizes: values.map(({ length }) => length) })),
    images: kept,
  };
  // Weights and pictures hardly compress, so they are only stored.
  const members: Zippable = {
    [projectMember]: strToU8(JSON.stringify(json)),
    [weightsMember]: [joined(layers.flatMap(([, values]) => values)), { level: 0 }],
  };
  kept.forEach(({ member }, index) => {
    members[member] = [images[index]?.bytes ?? new Uint8Array(), { level: 0 }];
  });
  return zipSync(members);
}

interface ReadProject {
  readonly project: Project;
  readonly weights: Weights | null;
  readonly images: readonly ProjectImage[];
}

/** Reads the members of a project. Throws `FormatError` for all that `writeProject` does not write. */
export function readProject(json: string, weightBytes: Uint8Array | null): ReadProject {
  const parsed = parseJson(json, projectMember);
  const result = projectSchema.safeParse(parsed);
  if (!result.success) {
    const [issue] = result.error.issues;
    const later = (parsed as { readonly version?: unknown } | null)?.version;
    throw new FormatError(
      typeof later === 'number' && later > 1
        ? 'This project was saved by a newer Convoscope. Reload the page to get the latest one.'
        : `This project cannot be read: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}. It is damaged, or was changed by another program.`,
    );
  }
  const { format: _, version: __, weights, images, ...project } = result.data;
  return { project, images, weights: weights.length === 0 ? null : readWeights(result.data, weightBytes) };
}

function readWeights({ network, weights }: ProjectJson, bytes: Uint8Array | null): Weights {
  const total = weights.reduce((sum, { sizes }) => sum + sizes.reduce((all, size) => all + size, 0), 0);
  if (bytes?.length !== 4 * total)
    throw new FormatError('The weights of this project are cut off or damaged. Save it again.');
  const values = new Float32Array(bytes.slice().buffer);
  const { nodes } = infer(network);
  let at = 0;
  return new Map(
    weights.map(({ id, sizes }) => {
      const specs = nodes.get(id)?.weights ?? [];
      if (
        specs.length !== sizes.length ||
        specs.some(({ shape }, index) => shapeSize(shape) !== sizes[index])
      )
        throw new FormatError(`The weights of layer "${id}" in this project do not fit its network.`);
      const own = sizes.map((size) => values.slice(at, (at += size)));
      if (own.some((each) => each.some((value) => !Number.isFinite(value))))
        throw new FormatError(`The weights of layer "${id}" in this project are not all numbers.`);
      return [id, own];
    }),
  );
}

function joined(values: readonly Float32Array[]): Uint8Array {
  const bytes = new Uint8Array(values.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of values) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** `images/000012.jpg`: a number, since paths of several imports may be the same, or none that a zip may hold. */
function memberOf(path: string, index: number): string {
  const ending = /\.[a-z\d]{1,5}$/i.exec(path)?.[0].toLowerCase() ?? '';
  return `images/${String(index).padStart(6, '0')}${ending}`;
}
