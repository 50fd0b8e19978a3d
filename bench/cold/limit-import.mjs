import 'node:crypto'
import 'node:https'
