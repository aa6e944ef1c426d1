import { Body, Param, type PipeTransform, Query } from '@nestjs/common';
import type { z } from 'zod';
import { invalidInput } from './problem.js';

/** Lets through only what the contract says; anything else is a 400 that names each field. */
export class ZodPipe<Schema extends z.ZodType> implements PipeTransform<unknown, z.output<Schema>> {
  constructor(private readonly schema: Schema) {}

  transform(value: unknown): z.output<Schema> {
    const parsed = this.schema.safeParse(value ?? {});
    if (!parsed.success) throw invalidInput(parsed.error);
    return parsed.data;
  }
}

export const ParsedBody = (schema: z.ZodType) => Body(new ZodPipe(schema));
export const ParsedQuery = (schema: z.ZodType) => Query(new ZodPipe(schema));
export const ParsedParam = (name: string, schema: z.ZodType) => Param(name, new ZodPipe(schema));
