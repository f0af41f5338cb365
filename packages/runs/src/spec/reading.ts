import { z } from 'zod';

/** How a folder or file of one's own is read; data sets by name take none of it. */
export const reading = {
  label: z
    .string()
    .min(1)
    .optional()
    .describe('column of a table, or array of a .npz, that holds the classes; of a .npy a second file'),
  leaveOut: z.array(z.coerce.string()).optional().describe('columns of a table that are left out'),
  missing: z
    .enum(['refuse', 'drop', 'mean'])
    .optional()
    .describe('rows of a table that lack a value: refuse the file (usual), drop them, or put the mean there'),
  array: z.string().min(1).optional().describe('array of a .npz that holds the rows'),
  imageSize: z.array(z.int().positive()).min(1).max(2).optional().describe('height and width that images get'),
  channels: z
    .int()
    .refine((channels) => channels === 1 || channels === 3, '1 or 3')
    .optional()
    .describe('of images: 1 is grey, 3 is colour'),
  fit: z
    .enum(['crop', 'pad', 'stretch'])
    .optional()
    .describe('how images of another size get it: scaled and cut (usual), padded or stretched'),
  background: z.enum(['black', 'white']).optional().describe('behind transparent and around padded images'),
  test: z
    .union([z.number().min(0), z.string().min(1)])
    .optional()
    .describe('test split: rows, or a share below 1, drawn from the data; or the path of a second folder or file'),
} satisfies z.ZodRawShape;

export type Reading = z.infer<z.ZodObject<typeof reading>>;
