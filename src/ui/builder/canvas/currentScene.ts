/** The scene of what the stores hold now, for components and for what acts outside of them. */
import { useInspection } from '../../../state/inspection';
import { currentInference, useInference, useNetwork } from '../../../state/network';
import { useOpenBlocks } from '../../../state/openBlocks';
import { sceneOf, type Scene } from './scene';

let last: { readonly of: readonly unknown[]; readonly scene: Scene } | null = null;

/** The same object for as long as nothing changes that it shows. */
export function currentScene(): Scene {
  const { network, positions } = useNetwork.getState();
  const openBlocks = useOpenBlocks.getState().ids;
  const inference = currentInference();
  const strips = inference.valid && useInspection.getState().probe !== null;
  const of = [network, positions, openBlocks, inference, strips];
  if (last?.of.every((value, at) => value === of[at]) !== true)
    last = { of, scene: sceneOf({ network, positions, openBlocks, inference, strips }, last?.scene) };
  return last.scene;
}

/** `currentScene`, drawn anew whenever it changes. */
export function useScene(): Scene {
  useNetwork((state) => state.history.present);
  useOpenBlocks((state) => state.ids);
  useInspection((state) => state.probe !== null);
  useInference();
  return currentScene();
}
