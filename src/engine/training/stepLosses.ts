/** Loss and accuracy of steps whose numbers are still on the device: read in groups, since each reading waits for it. */
import * as tf from '@tensorflow/tfjs';
import type { BatchPoint } from '../protocol';
import { readAndDispose } from '../readAndDispose';

interface UnreadStep {
  readonly step: number;
  readonly epoch: number;
  /** Images in its batch. */
  readonly images: number;
  /** float32 [2]: loss and accuracy, as `trainingStep` gives them. */
  readonly values: tf.Tensor1D;
}

export class StepLosses {
  private unread: UnreadStep[] = [];

  /** How many steps wait to be read. */
  get count(): number {
    return this.unread.length;
  }

  /** Takes over the tensor. */
  add(step: UnreadStep): void {
    this.unread.push(step);
  }

  /** Reads all that waits, in order of the steps; the device has done them then. Rejects where it is lost. */
  async read(): Promise<{ readonly points: readonly BatchPoint[]; readonly images: number }> {
    const { unread } = this;
    if (unread.length === 0) return { points: [], images: 0 };
    this.unread = [];
    const stacked = tf.tidy(() => tf.concat(unread.map((each) => each.values)));
    tf.dispose(unread.map((each) => each.values));
    const numbers = await readAndDispose(stacked);
    const points = unread.map(({ step, epoch }, index) => ({
      step,
      epoch,
      loss: numbers[2 * index] ?? NaN,
      accuracy: numbers[2 * index + 1] ?? NaN,
    }));
    return { points, images: unread.reduce((sum, each) => sum + each.images, 0) };
  }

  dispose(): void {
    tf.dispose(this.unread.map((each) => each.values));
    this.unread = [];
  }
}
