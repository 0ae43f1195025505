/**
 * A few workers that decode pictures beside the engine. Each works on one picture at a time; one that takes too
 * long, or breaks, is replaced, and only its picture is lost.
 */
import type { InputFormat } from '../protocol';
import type { DecodeReply, DecodeRequest } from './decodeMessages';
import { ImageRejection, type DecodedImage, type Decoder, type ImageSource } from './imageSource';

/** For loading the worker's code; one that is not there by then (a browser loses one at times) is started anew. */
const startLimitMs = 10_000;
const mostStarts = 4;
const maxWorkers = 4;

interface Task {
  readonly request: DecodeRequest;
  readonly resolve: (image: DecodedImage) => void;
  readonly reject: (error: Error) => void;
}

interface Lane {
  readonly worker: Worker;
  task: Task | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  ready: boolean;
}

export class DecodePool implements Decoder {
  readonly concurrency = Math.max(1, Math.min(maxWorkers, navigator.hardwareConcurrency - 1));
  readonly #lanes: Lane[] = [];
  readonly #queue: Task[] = [];
  #disposed = false;
  /** Workers in a row that did not start. */
  #failedStarts = 0;

  /** A picture that takes longer is rejected. */
  constructor(private readonly timeLimitMs = 20_000) {}

  decode(source: ImageSource, format: InputFormat, previewSide: number): Promise<DecodedImage> {
    return new Promise((resolve, reject) => {
      if (this.#disposed) throw new Error('the decode pool was disposed of');
      this.#queue.push({ request: { source, format, previewSide }, resolve, reject });
      this.#assign();
    });
  }

  dispose(): void {
    this.#disposed = true;
    const tasks = [...this.#queue.splice(0), ...this.#lanes.flatMap(({ task }) => task ?? [])];
    for (const lane of [...this.#lanes]) this.#drop(lane);
    for (const { reject } of tasks) reject(new Error('the decode pool was disposed of'));
  }

  #assign(): void {
    while (this.#queue.length > 0) {
      let lane = this.#lanes.find(({ task }) => task === null);
      if (lane === undefined) {
        if (this.#lanes.length >= this.concurrency) return;
        lane = this.#start();
      }
      const task = this.#queue.shift() as Task;
      lane.task = task;
      lane.worker.postMessage(task.request);
      this.#watch(lane);
    }
  }

  #start(): Lane {
    const worker = new Worker(new URL('./decode.worker.ts', import.meta.url), {
      type: 'module',
      name: 'decode',
    });
    const lane: Lane = { worker, task: null, timer: undefined, ready: false };
    worker.onmessage = ({ data }: MessageEvent<DecodeReply>) => this.#receive(lane, data);
    worker.onerror = () => {
      const error = lane.ready
        ? new ImageRejection('reading it made the decoder stop.')
        : new Error('A decode worker did not start. Reload the page.');
      this.#replace(lane, error);
    };
    this.#lanes.push(lane);
    return lane;
  }

  #watch(lane: Lane): void {
    clearTimeout(lane.timer);
    lane.timer = lane.ready
      ? setTimeout(() => {
          this.#replace(
            lane,
            new ImageRejection(`it took longer than ${this.timeLimitMs / 1000} s to read.`),
          );
        }, this.timeLimitMs)
      : setTimeout(() => {
          this.#startAgain(lane);
        }, startLimitMs);
  }

  /** Gives the picture of a worker that did not start to a new one, a few times. */
  #startAgain(lane: Lane): void {
    this.#failedStarts++;
    if (this.#failedStarts >= mostStarts) {
      this.#replace(lane, new Error('A decode worker did not start. Reload the page.'));
      return;
    }
    this.#drop(lane);
    if (lane.task !== null) this.#queue.unshift(lane.task);
    this.#assign();
  }

  #receive(lane: Lane, reply: DecodeReply): void {
    if (reply.kind === 'ready') {
      lane.ready = true;
      this.#failedStarts = 0;
      if (lane.task !== null) this.#watch(lane);
      return;
    }
    const { task } = lane;
    clearTimeout(lane.timer);
    lane.task = null;
    if (reply.kind === 'decoded') task?.resolve(reply.image);
    else task?.reject(new ImageRejection(reply.reason));
    this.#assign();
  }

  #replace(lane: Lane, error: Error): void {
    this.#drop(lane);
    lane.task?.reject(error);
    this.#assign();
  }

  #drop(lane: Lane): void {
    clearTimeout(lane.timer);
    lane.worker.terminate();
    this.#lanes.splice(this.#lanes.indexOf(lane), 1);
  }
}
