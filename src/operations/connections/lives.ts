/** How long the steps of a connection may take, ms. Ours, but for the token for choosing a board (Zernio's API). */
export const lives = { consentMs: 10 * 60_000, choosingMs: 3600_000 };
