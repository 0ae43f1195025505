import type { LayerPicture as Picture } from '../../../network/layerPicture';
import { CurvePicture } from './CurvePicture';
import { DensePicture } from './DensePicture';
import { DepthThenPointPicture } from './DepthThenPointPicture';
import { DropPicture } from './DropPicture';
import { ImagePicture } from './ImagePicture';
import { MergePicture } from './MergePicture';
import { NoisePicture } from './NoisePicture';
import { NormalizePicture } from './NormalizePicture';
import { RearrangePicture } from './RearrangePicture';
import { RescalePicture } from './RescalePicture';
import { ResizePicture } from './ResizePicture';
import { RimPicture } from './RimPicture';
import { SoftmaxPicture } from './SoftmaxPicture';
import { StampPicture } from './StampPicture';
import { WholeMapPicture } from './WholeMapPicture';
import { WindowPicture } from './WindowPicture';

/** Draws what a layer does, from the layer's own parameters. */
export function LayerPicture({ picture }: { readonly picture: Picture }) {
  switch (picture.kind) {
    case 'image':
      return <ImagePicture channels={picture.channels} />;
    case 'window':
      return <WindowPicture picture={picture} />;
    case 'stamp':
      return <StampPicture picture={picture} />;
    case 'depthThenPoint':
      return <DepthThenPointPicture size={picture.size} />;
    case 'wholeMap':
      return <WholeMapPicture result={picture.result} />;
    case 'dense':
      return <DensePicture />;
    case 'curve':
      return <CurvePicture values={picture.values} />;
    case 'softmax':
      return <SoftmaxPicture />;
    case 'drop':
      return <DropPicture what={picture.what} rate={picture.rate} />;
    case 'noise':
      return <NoisePicture standardDeviation={picture.standardDeviation} />;
    case 'normalize':
      return <NormalizePicture over={picture.over} />;
    case 'merge':
      return <MergePicture how={picture.how} />;
    case 'rim':
      return <RimPicture change={picture.change} sides={picture.sides} />;
    case 'resize':
      return <ResizePicture picture={picture} />;
    case 'rescale':
      return <RescalePicture scale={picture.scale} offset={picture.offset} />;
    case 'rearrange':
      return <RearrangePicture how={picture.how} />;
    default:
      return picture satisfies never;
  }
}
