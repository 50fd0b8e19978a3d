import type { JSX } from 'preact'
import { isolate } from '../../i18n/isolate.js'
import { useMessages } from '../parts/messages-context.js'
import { Dialog } from './dialog.js'

interface RemoveDialogProps {
  readonly name: string
  readonly onRemove: () => void
  readonly onClose: () => void
}

export function RemoveDialog({ name, onRemove, onClose }: RemoveDialogProps): JSX.Element {
  const { people, cancel } = useMessages()
  const remove = (): void => {
    onRemove()
    onClose()
  }
  return (
    <Dialog heading={people.removeHeading(isolate(name))} text={people.removeText} onClose={onClose}>
      <button type="button" class="quiet" onClick={onClose}>
        {cancel}
      </button>
      <button type="button" class="danger" onClick={remove}>
        {people.removeShort}
      </button>
    </Dialog>
  )
}
