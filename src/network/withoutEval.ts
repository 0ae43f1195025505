/**
 * The page's policy forbids `eval`, which zod would try at its first parse. Schemas are parsed while modules load,
 * so this must be the first import of the page and of the engine's worker.
 */
import { z } from 'zod';

z.config({ jitless: true });
