import { problem, type Problem } from '../../domain/errors/index.ts';
import { tagLink } from '../../domain/pins/link-tags.ts';
import { checkLinkLength } from '../../domain/pins/rules.ts';
import type { MediaPlan } from './plan-media.ts';
import type { ResolvedTarget } from './resolve-targets.ts';

/** What a Pin will say and show. */
interface Planned {
  target: ResolvedTarget | null;
  plan: MediaPlan | null;
}

/**
 * Adds the tags of its account, or else of the workspace, to the links of a Pin. A saved Pin keeps the link of its
 * origin.
 * @returns the same where nothing is added; else a hint with the link as it goes out, and an error where it is too long
 */
export function tagLinks(planned: Planned, index: number): Planned & { problems: Problem[] } {
  const { target, plan } = planned;
  const tags = target?.account.linkTags ?? target?.account.workspaceLinkTags;
  if (!target || !tags || plan?.kind === 'save') return { ...planned, problems: [] };
  const { account, content } = target;
  const board = account.boards.find(({ id }) => id === content.boardId)?.name ?? '';
  const words = { account: account.username, board, title: content.title ?? '' };
  const path = `platforms[${index}].platformSpecificData`;
  const problems: Problem[] = [];
  const tagged = (link: string, field: string): string => {
    const result = tagLink(link, tags, words);
    if (result !== link) {
      const tooLong = checkLinkLength(result, field);
      const hint = { field, severity: 'hint', values: { link: result } } as const;
      problems.push(...(tooLong.length ? tooLong : [problem('ADVICE_LINK_TAGGED', hint)]));
    }
    return result;
  };
  const link = content.link && tagged(content.link, `${path}.link`);
  const slides =
    plan?.slides?.map((slide, slideIndex) =>
      slide.link
        ? { ...slide, link: tagged(slide.link, `${path}.slides[${slideIndex}].link`) }
        : slide,
    ) ?? null;
  return {
    target: { ...target, content: { ...content, link } },
    plan: plan && { ...plan, slides },
    problems,
  };
}
