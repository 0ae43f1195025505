import type { Inspection } from './inspections';

/** Asking makes the recorder look at the steps to come for a while. */
export const health: Inspection<'health'> = (context, query) => context.health.answer(context.network, query);
