/** What a webhook's secrets and headers are sealed to, so that neither can take the other's place. */
export const sealedTo = {
  secret: (webhookId: string) => `${webhookId} secret`,
  headers: (webhookId: string) => `${webhookId} headers`,
};
