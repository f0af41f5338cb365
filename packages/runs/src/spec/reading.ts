import { z } from 'zod';

/** How a folder or file of one's own is read; data sets by name take none of it. */
export const reading = {
  label: z
    .string()
    .min(1)
    .optional()
    .describe('where the classes are: a column of a table, an array in a .npz, or a second file next to a .npy'),
  leaveOut: z.array(z.coerce.string()).optional().describe('columns of a table to ignore'),
  missing: z
    .enum(['refuse', 'drop', 'mean'])
    .optional()
    .describe(
      'what to do with rows that have missing values: refuse the file (default), drop the rows, or fill in the mean',
    ),
  array: z.string().min(1).optional().describe('array of a .npz to train on'),
  imageSize: z.array(z.int().positive()).min(1).max(2).optional().describe('scale images to this height and width'),
  channels: z
    .int()
    .refine((channels) => channels === 1 || channels === 3, '1 or 3')
    .optional()
    .describe('1 reads images as grey, 3 as colour'),
  fit: z
    .enum(['crop', 'pad', 'stretch'])
    .optional()
    .describe('how images of another size are fitted: scale and crop (default), pad, or stretch'),
  background: z.enum(['black', 'white']).optional().describe('colour behind transparent images and around padded ones'),
  test: z
    .union([z.number().min(0), z.string().min(1)])
    .optional()
    .describe('test split: a number of rows, a share below 1, or the path of a second folder or file'),
} satisfies z.ZodRawShape;

export type Reading = z.infer<z.ZodObject<typeof reading>>;
