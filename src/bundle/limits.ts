/** Numbers read on request, of accounts and of posts apart: 5 a day for each team, as bundle.social documents it. */
export const forcesPerTeam = 5;

/** Where bundle.social's API has a number and Linchpin has no limit. */
export const noLimit = Number.MAX_SAFE_INTEGER;

export const usedOf = (used: number, limit: number = noLimit) => ({
  used,
  limit,
  remaining: Math.max(0, limit - used),
});
