/** How far a change of a live Pin is. */
export const changeStates = ['open', 'done', 'refused', 'conflict', 'cancelled'] as const;
