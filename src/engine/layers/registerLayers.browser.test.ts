import '@tensorflow/tfjs-backend-webgpu';
import { describeRegisteredLayersOn } from './layersSuite';

describeRegisteredLayersOn('webgpu', () => undefined);
describeRegisteredLayersOn('webgl', () => undefined);
