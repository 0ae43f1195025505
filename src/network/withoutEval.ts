/**
 * The page's policy forbids `eval`, which zod would try at its first parse. Schemas are parsed while modules load, so
 * whatever parses imports this first, as do the page and the engine's worker: the bundler may load what several parts of the
 * page share before the page's own first import.
 */
import { z } from 'zod';

z.config({ jitless: true });
