import { PostLength, PostLengthInput } from '../../contract/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { countCharacters } from '../../domain/pins/rules.ts';
import { operation } from '../operation.ts';

export const postLength = operation({
  name: 'tools.postLength',
  summary: 'Counts the characters of a description as Pinterest does',
  scope: 'read',
  destructive: false,
  input: PostLengthInput,
  output: PostLength,
  run: (_context, { text }) => {
    const count = countCharacters(text);
    const limit = pinLimits.description;
    return Promise.resolve({
      text,
      platforms: { pinterest: { count, limit, valid: count <= limit } },
    });
  },
});
