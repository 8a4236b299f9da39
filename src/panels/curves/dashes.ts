// Line styles with a meaning.

/** Validation is dashed everywhere, train solid everywhere. */
export const validationDash = '5 4';
