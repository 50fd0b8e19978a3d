/** The shape of the names of configured instances: `bbb-eu`. */
export const instanceNamePattern: RegExp = /^[a-z][a-z0-9-]{0,31}$/
