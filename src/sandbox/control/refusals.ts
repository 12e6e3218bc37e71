/** What was named does not exist. */
export class NotThere extends Error {}

/** What was asked for cannot be. */
export class Refused extends Error {}
