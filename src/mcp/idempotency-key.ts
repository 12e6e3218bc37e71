import { z } from 'zod';
import { longestKey } from '../http/index.ts';

/** The field of every tool that writes: of the caller's choice. */
export const idempotencyKey = z
  .string()
  .max(longestKey)
  .optional()
  .describe('The same again does it once.');
