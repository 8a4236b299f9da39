// What an error says, whatever was thrown.

/** Its message, also where it is no Error of this realm, as a browser's own objects need not be; else the thing itself. */
export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
