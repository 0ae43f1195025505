/** The only list of block kinds. Key = file name = the `kind` that is saved. */
import type { BlockDeclaration } from './blockKind';
import { convNormRelu } from './convNormRelu';
import { convReluPool } from './convReluPool';
import { inceptionModule } from './inceptionModule';
import { residualBasicBlock } from './residualBasicBlock';
import { residualBottleneckBlock } from './residualBottleneckBlock';
import { vggBlock } from './vggBlock';

/** In the order of the palette. */
export const blockKinds = {
  convReluPool,
  convNormRelu,
  vggBlock,
  residualBasicBlock,
  residualBottleneckBlock,
  inceptionModule,
} satisfies Record<string, BlockDeclaration>;

/** Kinds with a plan; a block the user made of a selection is `custom` and has none. */
export type PlannedBlockName = keyof typeof blockKinds;
export type BlockKindName = PlannedBlockName | 'custom';

/** In the order of the palette. */
export const plannedBlockNames = Object.keys(blockKinds) as readonly PlannedBlockName[];

/** The declaration of a kind, for code that works with any of them. */
export function blockKind(name: PlannedBlockName): BlockDeclaration {
  return blockKinds[name];
}
