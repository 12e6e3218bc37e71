/** `2026-12-01 09:00` of an ISO time in UTC. */
export const utcMinute = (time: string): string => time.slice(0, 16).replace('T', ' ');
