import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useStore } from '../../base/use-store.js'
import type { LocalMedia } from '../../media/local-media.js'
import { Icon } from '../parts/icon.js'
import { useMessages } from '../parts/messages-context.js'

/** How one will look to the others. */
export function CameraPreview({ media }: { readonly media: LocalMedia }): JSX.Element {
  const { lobby } = useMessages()
  const stream = useStore(media.state, (state) => state.cameraStream)
  const camera = useStore(media.state, (state) => state.camera)
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream ?? null
  }, [stream])
  return (
    <div class="preview">
      <video
        ref={video}
        class="mirrored"
        autoplay
        muted
        playsInline
        aria-label={lobby.preview}
        hidden={camera !== 'on'}
      />
      {camera === 'on' ? null : (
        <p class="preview-text">
          <Icon name={camera === 'starting' ? 'camera' : 'camera-off'} />
          {camera === 'starting' ? lobby.cameraStarts : lobby.cameraIsOff}
        </p>
      )}
    </div>
  )
}
