import { pinLimits } from '../../domain/pins/content-limits.ts';
import { countCharacters } from '../../domain/text/cut.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';

export const postLength = implement('tools.postLength', {
  scope: 'posts:read',
  within: everyWorkspace,
  run: (_context, { text }) => {
    const count = countCharacters(text);
    const limit = pinLimits.description;
    return Promise.resolve({
      text,
      platforms: { pinterest: { count, limit, valid: count <= limit } },
    });
  },
});
