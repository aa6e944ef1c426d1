import { z } from 'zod';
import { ParsedParam } from './zod.pipe.js';

/** Ids are text of ours; anything longer or with control characters was never one. */
export const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.:-]+$/, 'is not an id');

export const IdParam = (name = 'id') => ParsedParam(name, Id);
