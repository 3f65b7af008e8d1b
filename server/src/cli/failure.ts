/** What keeps a command from being carried out. The message is one line for people. */
export class Failure extends Error {}
