import '@tensorflow/tfjs-backend-webgpu';
import { describeOptimizersOn } from './optimizerSuite';

describeOptimizersOn('webgpu', () => undefined);
describeOptimizersOn('webgl', () => undefined);
