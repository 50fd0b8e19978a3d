import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import type { Device } from '../../media/local-media-state.js'
import { useMessages } from './messages-context.js'

interface DevicePickerProps {
  readonly label: string
  readonly devices: readonly Device[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

/** A list of devices of one kind; nothing where there is none to choose from. */
export function DevicePicker({ label, devices, chosen, onChoose }: DevicePickerProps): JSX.Element | null {
  const { devices: words } = useMessages()
  const id = useId()
  if (devices.length === 0) return null
  const known = devices.some((device) => device.id === chosen)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={known ? chosen : ''} onChange={(event) => onChoose(event.currentTarget.value)}>
        {known ? null : <option value="">{words.systemDefault}</option>}
        {devices.map((device, index) => (
          <option key={device.id} value={device.id}>
            {device.label === '' ? words.unnamed(index + 1) : device.label}
          </option>
        ))}
      </select>
    </div>
  )
}
