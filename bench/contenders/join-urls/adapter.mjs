// What `compileAdapter` compiles: the parts of the adapter that make a link.
export { createApi } from '../../../providers/bbb/api-client.ts'
export { join } from '../../../providers/bbb/join.ts'
export { createPasswords } from '../../../providers/bbb/passwords.ts'
