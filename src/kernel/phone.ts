/** A phone number as it is kept: digits and spaces, with a plus in front where it is foreign. */
export const phoneForm = /^\+?\d[\d ]{4,18}\d$/
