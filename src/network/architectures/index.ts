/** The only list of architectures. */
import type { Architecture } from './architecture';
import { articleCnn } from './articleCnn';

export const architectures: readonly Architecture[] = [articleCnn];
