/** How a provider may name one of its ways, which is a part of callback URLs. */
export const wayPattern: RegExp = /^[a-z][a-z-]{0,31}$/
