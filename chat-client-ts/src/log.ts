/** Takes what went wrong and does not end the socket. */
export type Log = (message: string, error?: unknown) => void;

export const consoleLog: Log = (message, error) => console.error(`parley: ${message}`, ...(error ? [error] : []));
