/** Why training cannot start, and what it will leave out: derived from the pictures and the network, never stored. */
import type { DatasetSummary } from '../engine/protocol';

/** What keeps a run from starting, in one sentence that says what to do; `null` when nothing does. */
export function trainingObstacle(
  summary: DatasetSummary | null,
  networkProblem: string | null,
): string | null {
  if (summary === null || summary.images === 0) return 'Add images, or use the sample, to train on.';
  const classes = summary.classes.filter((entry) => entry.count > 0);
  if (classes.length === 0) return 'Give your images a class first: none has one yet.';
  if (classes.length === 1)
    return `Add a second class: all images are “${classes[0]?.name}”, so there is nothing to tell apart.`;
  const untrained = summary.classes.filter((entry) => entry.train === 0).map((entry) => `“${entry.name}”`);
  if (untrained.length > 0)
    return `Add images of ${untrained.join(' and ')}: none is left in the training part.`;
  return networkProblem;
}

/** What a run will leave out, for the user to know before it starts. */
export function trainingCaveats(summary: DatasetSummary | null): readonly string[] {
  if (summary === null || summary.images === 0) return [];
  const caveats: string[] = [];
  const unlabelled = summary.unlabelled.length;
  if (unlabelled > 0)
    caveats.push(
      `${unlabelled} ${unlabelled === 1 ? 'image has' : 'images have'} no class and will be left out.`,
    );
  if (summary.classes.every((entry) => entry.validation === 0)) {
    caveats.push(
      'There are no validation images, so nothing will show whether the network only learns by heart.',
    );
  }
  return caveats;
}
