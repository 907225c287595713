/** Version of the information text (GDPR 13 and 14) that the sharing page shows; what was shown is recorded with the answers. */
export const informationVersion = '2015-09'
