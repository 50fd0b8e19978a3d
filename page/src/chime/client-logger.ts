import { ConsoleLogger, LogLevel } from './sdk.js'

/** The client library's own messages, in the browser's console from errors upwards. */
export const clientLogger: InstanceType<typeof ConsoleLogger> = new ConsoleLogger('meeting', LogLevel.ERROR)
