/** The last step, after the parts of life. */
export const finishStep = 'finish';
