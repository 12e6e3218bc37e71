import type { ProblemBody } from './client.ts';
import { clockTime, withLocalTimes } from './times.ts';
import { fixes, messages } from './words.ts';

export { fixes, messages } from './words.ts';

const lookUp = (texts: Record<string, string>, code: string) => texts[code];

/** `{movedTo}` is a time of the problem's details. */
const fill = (text: string, details: ProblemBody['details']): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = details?.[name];
    return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? clockTime(value) : whole;
  });

/** A problem in the words of the person at the screen: no field, call or setting, and no UTC. */
export function inDashboardWords(problem: ProblemBody): ProblemBody {
  const own = fill(lookUp(messages, problem.code) ?? '', problem.details);
  const fix = lookUp(fixes, problem.code) ?? problem.fix;
  return {
    ...problem,
    message: withLocalTimes(own && !own.includes('{') ? own : problem.message),
    fix: withLocalTimes(fix),
  };
}
