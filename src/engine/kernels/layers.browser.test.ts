import '@tensorflow/tfjs-backend-webgpu';
import { describeLayersOn } from './verification/layerSuite';

describeLayersOn('webgpu', () => undefined);
describeLayersOn('webgl', () => undefined);
